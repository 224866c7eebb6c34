/** Names and paths that both halves of the plugin and its tools rely on. */
export const PLUGIN_ID = 'requestTrace';
export const PLUGIN_NAME = 'Request Trace';
export const API_PRIVILEGE = 'request_trace_read';
export const ANNOTATE_PRIVILEGE = 'request_trace_annotate';

export const TRACE_PATH = '/api/request_trace/trace';
export const DOCUMENT_PATH = '/api/request_trace/document';
export const CONFIG_PATH = '/api/request_trace/config';
export const SOURCES_PATH = '/api/request_trace/sources';
export const REQUESTS_PATH = '/api/request_trace/requests';
export const OUTCOMES_PATH = '/api/request_trace/requests/outcomes';
export const COMPARISON_PATH = '/api/request_trace/compare';
export const CHANGES_PATH = '/api/request_trace/changes';
export const REMOVALS_PATH = '/api/request_trace/moves';
export const CAUSES_PATH = '/api/request_trace/candidates';
export const ANNOTATE_PATH = '/api/request_trace/annotate';
