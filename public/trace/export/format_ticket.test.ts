import type { Trace } from '../../../common/model/trace';
import { createLogRecord, REQ_ID, createObjectTrace, createTrace } from '../testing/fixtures';
import { formatTicket } from './format_ticket';

const PROOF = { index: 'k8s-reqid', id: 'r7' };
const createStuckTrace = (change: Partial<Trace> = {}): Trace =>
  createTrace({
    outcome: 'stuck',
    total: 3,
    verdict: {
      stage: 'mounted',
      cause: 'secret "settle-key" not found',
      title: 'A Secret that the Pod mounts doesn’t exist',
      advice: 'Create the Secret, or correct its name.',
      confidence: 1,
      record: PROOF,
      count: 14,
      first: '2026-11-23T06:25:12.4Z',
      last: '2026-11-23T06:27:12Z',
    },
    stages: [
      {
        name: 'accepted',
        status: 'done',
        at: '2026-11-23T06:25:12.265319Z',
        tookMs: 2.92,
        records: 2,
        record: { index: 'k8s-reqid', id: 'gone' },
      },
      {
        name: 'mounted',
        status: 'failed',
        at: '2026-11-23T06:25:12.425796Z',
        records: 9,
        record: PROOF,
        tookMs: 120_000,
        done: 0,
        of: 2,
      },
      { name: 'ready', status: 'waiting', records: 0 },
    ],
    diagnosis: {
      goal: 'ready',
      pods: [],
      podCounts: { reached: 0, of: 2, left: 0 },
      objects: [],
      changes: null,
      errorsLeft: 4,
      tookMs: 1,
      errors: [
        {
          message: 'MountVolume failed',
          component: 'kubelet',
          node: 'node-b',
          count: 14,
          first: '2026-11-23T06:25:12.4Z',
          last: '2026-11-23T06:27:12Z',
          record: PROOF,
        },
      ],
    },
    records: [
      createLogRecord(),
      createLogRecord({
        id: 'r7',
        severity: 'error',
        message: 'MountVolume failed ``` @ops token=abc123\nsecret "settle-key" not found',
      }),
    ],
    ...change,
  });

describe('a ticket', () => {
  it('says what went wrong, who asked for what, how far it got, with the lines that prove it', () => {
    expect(
      formatTicket(createStuckTrace(), 'https://kibana/app/requestTrace/trace?id=1').split('\n')
    ).toEqual([
      '### `bob` · `create Secret pay/settle-key`: stuck',
      '',
      '**A Secret that the Pod mounts doesn’t exist** (mounted)',
      '`secret "settle-key" not found`  ',
      '`kubelet node-b`, said 14 times, first 2026-11-23T06:25:12.4Z, last 2026-11-23T06:27:12Z  ',
      'What to look at next: Create the Secret, or correct its name.',
      '',
      '- **Who:** `bob`, `kubectl/v1.34.2`, `127.0.0.1`',
      '- **What:** `create Secret pay/settle-key`',
      '- **When:** 2026-11-23T06:25:12.262399Z (2.92 ms)',
      '- **Answer:** `201`',
      `- **IDs:** \`${REQ_ID}\`, \`a1\``,
      '',
      '| Stage | Status | Time (UTC) | Took |',
      '| --- | --- | --- | --- |',
      '| accepted | done | 2026-11-23T06:25:12.265319Z | 2.92 ms |',
      '| mounted | stopped here (0/2) | 2026-11-23T06:25:12.425796Z | 2 min |',
      '| ready | not reached |  |  |',
      '',
      '#### Key lines',
      '',
      '````text',
      '2026-11-23T06:25:12.425796Z  kubelet  node-b  ERROR  MountVolume failed ``` @ops token=[redacted] secret "settle-key" not found',
      '````',
      '1 more line was not loaded when this was copied.',
      '',
      '#### Errors and warnings, counted',
      '',
      '- 14× `kubelet node-b` `MountVolume failed` (2026-11-23T06:25:12.4Z – 2026-11-23T06:27:12Z)',
      '- and 4 more',
      '',
      '#### What was searched',
      '',
      '- Searched 2 sources, 1 with logs in this time; nothing here from kube-scheduler.',
      '- Made from 2 of 3 records.',
      '',
      '[Open this trace](https://kibana/app/requestTrace/trace?id=1)',
      '',
    ]);
  });

  it('lets nobody’s name or message become markup, and keeps secrets', () => {
    const text = formatTicket(
      createStuckTrace({
        origin: {
          ...createTrace().origin!,
          user: '@everyone [x](http://evil)',
          impersonatedUser: '<img src=x>',
          userAgent: 'a`b',
          responseMessage: 'password=hunter2',
        },
        warnings: [{ code: 'truncated', message: '[click](http://evil) <script> @ops' }],
        verdict: { ...createStuckTrace().verdict!, title: '<b>@ops</b>', cause: '`](http://evil)' },
      }),
      'javascript:alert(1)'
    );
    // what is left outside of code
    const outside = text.replace(/(`+)[\s\S]*?[^`]\1(?!`)/g, '');
    expect(outside).not.toMatch(/[^\\]\[|[^\\]<|@[a-z]|http:\/\/|javascript/);
    expect(text).not.toContain('hunter2');
    expect(text).toContain(
      '- **Who:** `@everyone [x](http://evil)`, on behalf of `<img src=x>`, ``a`b``'
    );
  });

  it('does without verdict, stages and origin', () => {
    expect(formatTicket(createTrace({ origin: null, coverage: [] }), 'http://x/y')).toBe(
      `### \`${REQ_ID}\`: unknown\n\n\`${REQ_ID}\`\n\n#### What was searched\n\n- The server did not say what it searched.\n\n[Open this trace](http://x/y)\n`
    );
  });

  it('says of a trace over objects how sure each line is, and how it was put together', () => {
    const stages = ['s1', 's2'].map((id) => ({
      name: 'accepted' as const,
      status: 'done' as const,
      records: 1,
      record: { index: 'k8s-stock', id },
    }));
    const text = formatTicket(createObjectTrace({ stages }), 'http://x/y');
    expect(text).toContain('INFO  [sure (100 %)]  bob patch deployments');
    expect(text).toContain(
      'INFO  [possible (62 %), shared with another request]  "Finished syncing"'
    );
    expect(text).toContain(
      '- Put together from the objects that 4 records name; 2 of them sure. 2 may belong to other requests as well.\n'
    );
  });
});
