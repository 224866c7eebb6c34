export { DiscoverLinksProvider, useHasDiscover } from './discover_context';
export { DiscoverRecordLinks, DiscoverRecordMenu } from './record_links';
export { DiscoverPartLink, DiscoverTraceButton } from './trace_link';
