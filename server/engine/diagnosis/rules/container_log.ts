/** A container's own words: the cause where its Pod fails, nothing where it does not. */
import type { Rule } from './rule';
import { when } from './match_signal';

export const CONTAINER_LOG: readonly Rule[] = [
  {
    id: 'container-log-caused-by',
    stage: 'started',
    depth: 'cause',
    confidence: 0.8,
    topics: ['log'],
    source: 'https://kubernetes.io/docs/concepts/cluster-administration/logging/',
    match: when({ reasons: ['CausedBy'] }),
  },
  {
    id: 'container-log-exception',
    stage: 'started',
    depth: 'cause',
    confidence: 0.85,
    topics: ['log'],
    source: 'https://kubernetes.io/docs/concepts/cluster-administration/logging/',
    match: when({ reasons: ['Exception'] }),
  },
  {
    id: 'container-log-fatal',
    stage: 'started',
    depth: 'cause',
    confidence: 0.85,
    topics: ['log'],
    source: 'https://kubernetes.io/docs/concepts/cluster-administration/logging/',
    match: when({ reasons: ['Fatal'] }),
  },
  {
    id: 'container-log-error',
    stage: 'started',
    depth: 'cause',
    confidence: 0.8,
    topics: ['log'],
    source: 'https://kubernetes.io/docs/concepts/cluster-administration/logging/',
    match: when({ reasons: ['Error', 'Phrase'] }),
  },
  {
    id: 'container-log-last-line',
    stage: 'started',
    depth: 'cause',
    confidence: 0.5,
    topics: ['log'],
    source: 'https://kubernetes.io/docs/concepts/cluster-administration/logging/',
    match: when({ reasons: ['LastLine'] }),
  },
];
