import type { Stage } from '../../../common/model/diagnosis';
import { formatStageCount, formatStageTime, getTimeShares } from './stage_text';

const createStage = (change: Partial<Stage>): Stage => ({
  name: 'ready',
  status: 'done',
  records: 1,
  ...change,
});

describe('stages in words', () => {
  it('tell waiting from not reached', () => {
    expect(formatStageTime(createStage({ status: 'waiting', tookMs: 131_000 }))).toBe(
      'waiting 2 min 11 s'
    );
    expect(formatStageTime(createStage({ status: 'waiting' }))).toBe('not reached');
    expect(formatStageTime(createStage({ status: 'waiting', done: 1, of: 4 }))).toBe('waiting');
  });
  it('say nothing of a time that is not known', () =>
    expect(formatStageTime(createStage({}))).toBe(''));
  it('count only where there are several', () => {
    expect(formatStageCount(createStage({ done: 3, of: 4 }))).toBe('3 of 4');
    expect(formatStageCount(createStage({ done: 1, of: 1 }))).toBeNull();
    expect(formatStageCount(createStage({ status: 'waiting', of: 4 }))).toBe('0 of 4');
  });
  it('share the time among them', () => {
    expect(
      getTimeShares([
        createStage({ tookMs: 250 }),
        createStage({ status: 'skipped' }),
        createStage({ status: 'failed', tookMs: 750 }),
      ])
    ).toEqual([0.25, 0, 0.75]);
    expect(getTimeShares([createStage({})])).toEqual([0]);
  });
});
