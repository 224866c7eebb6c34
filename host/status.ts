/** What GET /internal/host/status answers: how far the samples are. */
export interface SampleState {
  /** the set and its index */
  name: string;
  state: 'waiting' | 'loading' | 'loaded' | 'failed';
  /** 0..100 */
  percent: number;
  /** why it failed */
  message?: string;
}

export interface HostStatus {
  samples?: SampleState[];
}
