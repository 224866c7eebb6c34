/** What a reader's role has to grant on the indices: `read`, and `view_index_metadata`, with which Kibana reads field names. */
export const REQUIRED_INDEX_PRIVILEGES: [read: string, metadata: string] = [
  'read',
  'view_index_metadata',
];
