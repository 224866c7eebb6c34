/** The browser half's entry. Every page of Kibana loads it: nothing but registrations belongs in what it imports. */
import { RequestTracePlugin } from './plugin';

export const plugin = (): RequestTracePlugin => new RequestTracePlugin();

export type { RequestTraceLocatorParams } from './locator';
