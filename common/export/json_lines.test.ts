import { createLogRecord, createObjectTrace, createTrace } from '../../test/support/trace_fixtures';
import { formatJsonLines } from './json_lines';

it('writes a head and a record a line, without secrets', () => {
  const records = [
    createLogRecord({ message: 'a\nb password=hunter2' }),
    createLogRecord({ id: 'r2' }),
  ];
  const lines = formatJsonLines(createTrace({ records, outcome: 'stuck', total: 2 }));
  expect(lines.every((line) => line.indexOf('\n') === line.length - 1)).toBe(true);
  const [head, first, second] = lines.map((line) => JSON.parse(line));
  expect(head.trace).toMatchObject({
    correlation: 'ids',
    outcome: 'stuck',
    verdict: null,
    stages: [],
    exported: 2,
    total: 2,
    origin: { user: 'bob', name: 'settle-key' },
  });
  expect(first).toEqual({ ...records[0], message: 'a\nb password=[redacted]' });
  expect(second).toEqual(records[1]);
  expect(lines).toHaveLength(3);
});

it('carries what holds the trace together, how sure each record is, and what it is shared with', () => {
  const [head, , shared] = formatJsonLines(createObjectTrace()).map((line) => JSON.parse(line));
  expect(head.trace.correlation).toBe('objects');
  expect(shared).toMatchObject({
    confidence: 0.62,
    sharedWith: [{ auditID: 'a2', confidence: 0.35 }],
    because: [{ rule: 'object-name' }],
  });
});
