/** The id under which both halves register the link to a trace with Kibana's `share` plugin. */
export const REQUEST_TRACE_LOCATOR = 'REQUEST_TRACE_LOCATOR';
