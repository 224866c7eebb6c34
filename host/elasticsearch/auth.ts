/** Credentials in the form of the Elasticsearch client's `auth` option. */
export type Auth = { apiKey: string } | { username: string; password: string };

/** Value of the Authorization header for credentials. */
export function toAuthorizationHeader(auth: Auth): string {
  if ('apiKey' in auth) return `ApiKey ${auth.apiKey}`;
  return `Basic ${Buffer.from(`${auth.username}:${auth.password}`).toString('base64')}`;
}
