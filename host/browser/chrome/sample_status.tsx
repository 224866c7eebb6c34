import React, { useEffect, useState } from 'react';
import { EuiProgress, EuiSpacer, EuiText } from '@elastic/eui';
import type { HostStatus } from '../../status';
import { http } from '../services/http';

const POLL_INTERVAL_MS = 3_000;

/** How far the samples are loaded; nothing once they are all there. */
export function SampleStatus(): React.ReactElement | null {
  const [status, setStatus] = useState<HostStatus>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let left = false;
    const fetchStatus = async () => {
      const answer = await http.get<HostStatus>('/internal/host/status').catch(() => undefined);
      if (left) return;
      if (answer) setStatus(answer);
      if (
        !answer ||
        answer.samples?.some(({ state }) => state === 'loading' || state === 'waiting')
      )
        timer = setTimeout(() => void fetchStatus(), POLL_INTERVAL_MS);
    };
    void fetchStatus();
    return () => {
      left = true;
      if (timer) clearTimeout(timer);
    };
  }, []);
  const unfinished = status?.samples?.filter(({ state }) => state !== 'loaded') ?? [];
  if (unfinished.length === 0) return null;
  return (
    <div data-test-subj="hostSampleStatus" role="status">
      <EuiSpacer />
      {unfinished.map(({ name, state, percent, message }) => (
        <EuiText size="xs" color={state === 'failed' ? 'danger' : 'subdued'} key={name}>
          <p>
            {state === 'failed'
              ? `${name}: not loaded. ${message ?? ''}`
              : `${name}: still loading, ${percent} %`}
          </p>
          {state !== 'failed' && (
            <EuiProgress value={percent} max={100} size="xs" aria-label={`${name}: loaded`} />
          )}
        </EuiText>
      ))}
    </div>
  );
}
