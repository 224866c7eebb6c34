import type { SampleLabel } from '../samples/load/sample_files';
import { buildTruth } from './labels';
import {
  groupByConfidence,
  calculateRates,
  scoreRules,
  scoreOperation,
  summarize,
  type AnsweredRecord,
} from './score_traces';

const CONTAINER = 'pods/shop_web-1_0c2f/main/0.log';
const LABELS: SampleLabel[] = [
  { file: 'kubelet-n1.log', offset: 0, ops: ['a'] },
  { file: 'kubelet-n1.log', offset: 100, ops: ['a', 'b'], shared: true },
  { file: 'kube-scheduler.log', offset: 0, ops: ['a'] },
  { file: 'audit.log', offset: 0, ops: ['a'] },
  { file: 'audit.log', offset: 500, ignore: ['a'] },
  { file: 'events.jsonl', offset: 0, ignore: 'all' },
  { file: 'kubelet-n2.log', offset: 0, ops: ['b'] },
  { file: CONTAINER, offset: 0, ops: ['b'] },
];
const A = { id: 'a', kind: 'op' };
const B = { id: 'b', kind: 'concurrent' };

const answer = (
  ...records: [key: string, confidence?: number, more?: AnsweredRecord][]
): Map<string, AnsweredRecord> =>
  new Map(records.map(([key, confidence, more]) => [key, { confidence, ...more }]));

const ANSWER_A = answer(
  ['kubelet-n1.log:0', 0.95],
  ['kubelet-n1.log:100', 0.6],
  ['audit.log:500', 1],
  ['events.jsonl:0', 1],
  ['kubelet-n2.log:0', 0.9],
  ['(k8s/x):0', 0.3]
);
const ANSWER_B = answer(
  ['kubelet-n2.log:0', 0.9],
  ['kubelet-n1.log:100', 0.8],
  [`${CONTAINER}:0`, 0.85]
);

describe('on a stock cluster', () => {
  const truth = buildTruth(LABELS, 'stock');

  it('counts what was found rightly, taken wrongly and missed, and leaves out what is ignored', () => {
    const score = scoreOperation(A, ANSWER_A, truth);
    expect(score).toMatchObject({
      right: 2,
      wrong: 2,
      missed: 2,
      precision: 0.5,
      recall: 0.5,
      f1: 0.5,
    });
    expect(score.wrongKeys).toEqual(['kubelet-n2.log:0', '(k8s/x):0']);
    expect(score.missedKeys).toEqual(['kube-scheduler.log:0', 'audit.log:0']);
    expect(score.perComponent).toEqual({
      kubelet: { right: 2, wrong: 1, missed: 0 },
      '(k8s/x)': { right: 0, wrong: 1, missed: 0 },
      'kube-scheduler': { right: 0, wrong: 0, missed: 1 },
      audit: { right: 0, wrong: 0, missed: 1 },
    });
  });

  it('wants a shared record in both', () => {
    expect(scoreOperation(B, ANSWER_B, truth)).toMatchObject({
      right: 3,
      wrong: 0,
      missed: 0,
      f1: 1,
    });
    expect(
      scoreOperation(B, answer(['kubelet-n2.log:0'], [`${CONTAINER}:0`]), truth)
    ).toMatchObject({ right: 2, missed: 1 });
    expect(truth.findCausingOperations('kubelet-n1.log:100')).toEqual(['a', 'b']);
  });

  it('takes means over operations, and over all records', () => {
    const { all, alone, overlapping, records, perComponent } = summarize([
      scoreOperation(A, ANSWER_A, truth),
      scoreOperation(B, ANSWER_B, truth),
    ]);
    expect(all).toEqual({ operations: 2, precision: 0.75, recall: 0.75, f1: 0.75 });
    expect(alone).toEqual({ operations: 1, precision: 0.5, recall: 0.5, f1: 0.5 });
    expect(overlapping).toEqual({ operations: 1, precision: 1, recall: 1, f1: 1 });
    expect(records).toMatchObject({
      right: 5,
      wrong: 2,
      missed: 2,
      precision: 5 / 7,
      recall: 5 / 7,
    });
    expect(perComponent.kubelet).toMatchObject({
      right: 4,
      wrong: 1,
      missed: 0,
      precision: 0.8,
      recall: 1,
    });
    expect(Object.keys(perComponent)).toEqual([
      '(k8s/x)',
      'audit',
      'kube-scheduler',
      'kubelet',
      'pods',
    ]);
  });

  it("leaves containers' logs out where the labels have none", () => {
    const without = buildTruth(
      LABELS.filter(({ file }) => file !== CONTAINER),
      'stock'
    );
    expect(scoreOperation(B, ANSWER_B, without)).toMatchObject({ right: 2, wrong: 0, missed: 0 });
    expect(scoreOperation(B, answer(['main.log:7', 1, { source: 'pod' }]), without)).toMatchObject({
      wrong: 0,
    });
    expect(scoreOperation(B, answer(['main.log:7', 1, { source: 'pod' }]), truth)).toMatchObject({
      wrong: 1,
    });
  });
});

describe('with reqIDs', () => {
  const truth = buildTruth(
    [
      ...LABELS,
      { file: 'audit.log', offset: 900, ops: ['a'] },
      { file: 'events.jsonl', offset: 80, ops: ['a'] },
    ],
    'reqid'
  );
  const rules = {
    ownRequests: new Map([
      ['a', new Set(['audit.log:0'])],
      ['b', new Set(['audit.log:2000'])],
    ]),
  };

  it("wants the lines that carry the ID, and of the audit log the user's own requests", () => {
    const score = scoreOperation(A, answer(['kubelet-n1.log:0']), truth, rules);
    expect(score.missedKeys).toEqual(['kubelet-n1.log:100', 'kube-scheduler.log:0', 'audit.log:0']);
  });

  it("lets what no reqID tells count neither way, but not another's own request", () => {
    const beyond = answer(
      ['audit.log:900'],
      ['audit.log:3000'],
      ['events.jsonl:80'],
      ['events.jsonl:90'],
      [`${CONTAINER}:0`]
    );
    expect(scoreOperation(A, beyond, truth, rules)).toMatchObject({ right: 0, wrong: 0 });
    expect(scoreOperation(A, answer(['audit.log:2000']), truth, rules).wrongKeys).toEqual([
      'audit.log:2000',
    ]);
  });

  it("a line of two operations carries the first one's ID: for the second it is ignored", () => {
    expect(scoreOperation(B, ANSWER_B, truth, rules)).toMatchObject({
      right: 1,
      wrong: 0,
      missed: 0,
    });
  });
});

it.each([
  [{ right: 0, wrong: 0, missed: 0 }, 1, 1, 1],
  [{ right: 0, wrong: 0, missed: 3 }, 0, 0, 0],
  [{ right: 0, wrong: 3, missed: 0 }, 0, 1, 0],
  [{ right: 3, wrong: 1, missed: 3 }, 0.75, 0.5, 0.6],
])('%j', (counts, precision, recall, f1) => {
  const score = calculateRates(counts);
  expect([score.precision, score.recall]).toEqual([precision, recall]);
  expect(score.f1).toBeCloseTo(f1, 12);
});

it('puts records into bands of confidence, and says how many of them are right', () => {
  const stated = [
    [1, true],
    [0.95, true],
    [0.94, false],
    [0.9, true],
    [0.1, false],
    [undefined, true],
  ] as const;
  expect(
    groupByConfidence(stated.map(([confidence, right]) => ({ confidence, right, rule: undefined })))
  ).toEqual([
    { from: 0.95, to: 1, records: 2, right: 2, meanConfidence: 0.975 },
    {
      from: 0.9,
      to: 0.95,
      records: 2,
      right: 1,
      meanConfidence: expect.closeTo(0.92, 12) as number,
    },
    { from: 0, to: 0.4, records: 1, right: 0, meanConfidence: 0.1 },
  ]);
});

it('counts a record for the reason that says most', () => {
  const because = [
    { rule: 'object-bare-name', evidence: 'web', confidence: 0.6 },
    { rule: 'object-uid', evidence: '0c2f', confidence: 0.98 },
  ] as const;
  const { stated } = scoreOperation(
    A,
    answer(
      ['kubelet-n1.log:0', 0.98, { because: [...because] }],
      ['x:0', 0.6, { because: [because[0]] }]
    ),
    buildTruth(LABELS, 'stock')
  );
  expect(scoreRules(stated)).toEqual([
    { rule: 'object-uid', records: 1, right: 1 },
    { rule: 'object-bare-name', records: 1, right: 0 },
  ]);
});
