/** Loaded lazily, where a trace can be saved. */
export { SaveSearchButton, type SaveSearchButtonProps } from './save_search_button';
export { canSaveSearch } from './save_trace';
