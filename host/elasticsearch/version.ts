/** Version of the embedded server. The one in pom.xml must be the same (a test compares them). */
export const ELASTICSEARCH_VERSION = '8.12.2';
