export { TraceView, tracePath } from './trace_view';
