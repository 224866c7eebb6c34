export { TraceView, buildTracePath } from './trace_view';
