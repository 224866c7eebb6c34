import type { LogRecord } from '../common/model/log_record';
import type { Stage, Trace } from '../common/model/trace';
import { scoreDiagnosis, summarizeDiagnosis } from './score_diagnosis';

const STUCK = { outcome: 'stuck', stage: 'started|ready', cause: 'payment\\.endpoint' };
const FINE = { outcome: 'succeeded', stage: 'ready', cause: '' };
const done = (name: Stage['name']): Stage => ({ name, status: 'done', records: 1 });
const record = { index: 'k8s', id: '1', message: 'Payment.Endpoint is not set' } as LogRecord;

const trace = (
  outcome: Trace['outcome'],
  verdict: Partial<NonNullable<Trace['verdict']>> | null,
  stages: Stage[] = []
) => ({ outcome, verdict, stages }) as Pick<Trace, 'outcome' | 'verdict' | 'stages'>;

it("takes any of several stages, and a cause that the verdict's record names", () => {
  const score = scoreDiagnosis(
    'a',
    STUCK,
    trace('stuck', { stage: 'ready', cause: 'exit code 1', record: { index: 'k8s', id: '1' } }),
    [record]
  );
  expect(score).toMatchObject({ outcome: true, stage: true, cause: true });
  expect(
    scoreDiagnosis(
      'a',
      STUCK,
      trace('stuck', { stage: 'ready', cause: 'exit code 1', record: { index: 'other', id: '1' } }),
      [record]
    )
  ).toMatchObject({ cause: false });
});

it('judges a success without a verdict by its last stage that is done', () => {
  expect(
    scoreDiagnosis(
      'b',
      FINE,
      trace('succeeded', null, [
        done('accepted'),
        done('ready'),
        { ...done('completed'), status: 'skipped' },
      ]),
      []
    )
  ).toMatchObject({ outcome: true, stage: true, cause: null });
  expect(scoreDiagnosis('b', STUCK, trace('stuck', null, [done('ready')]), [])).toMatchObject({
    outcome: true,
    stage: false,
    cause: false,
  });
});

it("counts what is right, and lists what isn't", () => {
  const summary = summarizeDiagnosis([
    scoreDiagnosis('a', STUCK, trace('stuck', { stage: 'mounted', cause: 'payment.endpoint' }), []),
    scoreDiagnosis('b', FINE, trace('succeeded', null, [done('ready')]), []),
    scoreDiagnosis('c', FINE, undefined, []),
  ]);
  expect(summary).toMatchObject({
    outcome: { right: 2, of: 3 },
    stage: { right: 1, of: 3 },
    cause: { right: 1, of: 1 },
    whole: { right: 1, of: 3 },
  });
  expect(summary.misses.map(({ id }) => id)).toEqual(['a', 'c']);
});
