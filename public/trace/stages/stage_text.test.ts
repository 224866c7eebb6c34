import type { Stage } from '../../../common/model/diagnosis';
import { stageCount, stageTime, timeShares } from './stage_text';

const stage = (change: Partial<Stage>): Stage => ({
  name: 'ready',
  status: 'done',
  records: 1,
  ...change,
});

describe('stages in words', () => {
  it('tell waiting from not reached', () => {
    expect(stageTime(stage({ status: 'waiting', tookMs: 131_000 }))).toBe('waiting 2 min 11 s');
    expect(stageTime(stage({ status: 'waiting' }))).toBe('not reached');
    expect(stageTime(stage({ status: 'waiting', done: 1, of: 4 }))).toBe('waiting');
  });
  it('say nothing of a time that is not known', () => expect(stageTime(stage({}))).toBe(''));
  it('count only where there are several', () => {
    expect(stageCount(stage({ done: 3, of: 4 }))).toBe('3 of 4');
    expect(stageCount(stage({ done: 1, of: 1 }))).toBeNull();
    expect(stageCount(stage({ status: 'waiting', of: 4 }))).toBe('0 of 4');
  });
  it('share the time among them', () => {
    expect(
      timeShares([
        stage({ tookMs: 250 }),
        stage({ status: 'skipped' }),
        stage({ status: 'failed', tookMs: 750 }),
      ])
    ).toEqual([0.25, 0, 0.75]);
    expect(timeShares([stage({})])).toEqual([0]);
  });
});
