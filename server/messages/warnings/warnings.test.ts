import { ANNOTATION_WARNINGS } from './annotation';
import { CAUSES_WARNINGS } from './causes';
import { COMPARISON_WARNINGS } from './comparison';
import { WARNINGS, wordWarnings } from '.';
import { OBJECT_TRACE_WARNINGS } from './object_trace';
import { REMOVALS_WARNINGS } from './removals';
import { REQUESTS_WARNINGS } from './requests';
import { SEARCH_WARNINGS } from './searches';
import { SETTINGS_WARNINGS } from './settings';
import { TRACE_WARNINGS } from './trace';

describe('the catalogue of warnings', () => {
  it('has each id once', () => {
    const topics = [
      ANNOTATION_WARNINGS,
      CAUSES_WARNINGS,
      COMPARISON_WARNINGS,
      OBJECT_TRACE_WARNINGS,
      REMOVALS_WARNINGS,
      REQUESTS_WARNINGS,
      SEARCH_WARNINGS,
      SETTINGS_WARNINGS,
      TRACE_WARNINGS,
    ];
    expect(topics.flatMap((entries) => Object.keys(entries)).sort()).toEqual(
      Object.keys(WARNINGS).sort()
    );
  });

  it('words data, in its order', () => {
    expect(
      wordWarnings([
        { warning: 'timed_out' },
        {
          warning: 'clock_behind',
          values: { component: 'kubelet', node: 'node-b', seconds: 2.34 },
        },
        { warning: 'incomplete_traces', values: { code: 'hops_limited', auditIDs: ['a', 'b'] } },
      ])
    ).toEqual([
      { code: 'timed_out', message: expect.stringContaining('Elasticsearch ran out of time') },
      {
        code: 'clocks_differ',
        message: expect.stringContaining('The clock of kubelet (node-b) is 2.3 s behind'),
      },
      {
        code: 'hops_limited',
        message: expect.stringContaining(
          'The traces of 2 requests are not whole (hops_limited): a, b.'
        ),
      },
    ]);
  });

  it('tells an index that is refused from a pattern of which a part may be readable', () => {
    expect(
      wordWarnings([{ warning: 'indices_refused', values: { indices: ['k8s-b', 'logs-*'] } }])
    ).toEqual([
      {
        code: 'indices_refused',
        message:
          "You may not read k8s-b. Your roles don't cover all of logs-*: only the indices that you may read were searched. Records may be missing. " +
          'If you need them, ask your administrator for a role with read and view_index_metadata on k8s-b, logs-*.',
      },
    ]);
  });
});
