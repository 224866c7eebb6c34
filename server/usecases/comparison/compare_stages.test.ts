import type { Stage } from '../../../common/model/diagnosis';
import { compareStages } from './compare_stages';

const stage = (name: Stage['name'], status: Stage['status'], tookMs?: number): Stage => ({
  name,
  status,
  records: 1,
  ...(tookMs === undefined ? {} : { tookMs }),
});

describe('stages side by side', () => {
  it('are in their order, with median and greatest time of the good ones', () => {
    const here = [
      stage('accepted', 'done', 3),
      stage('mounted', 'failed', 16_000),
      stage('ready', 'waiting'),
    ];
    const good = [
      [
        stage('accepted', 'done', 2),
        stage('mounted', 'done', 40),
        stage('pulled', 'done', 90),
        stage('ready', 'done', 10),
      ],
      [stage('accepted', 'done', 4), stage('mounted', 'done', 60), stage('ready', 'done')],
    ];
    expect(compareStages(here, good)).toEqual([
      {
        name: 'accepted',
        status: 'done',
        tookMs: 3,
        good: { done: 2, medianMs: 3, maxMs: 4 },
        remarkable: false,
      },
      {
        name: 'mounted',
        status: 'failed',
        tookMs: 16_000,
        good: { done: 2, medianMs: 50, maxMs: 60 },
        remarkable: true,
      },
      {
        name: 'pulled',
        status: 'skipped',
        good: { done: 1, medianMs: 90, maxMs: 90 },
        remarkable: false,
      },
      {
        name: 'ready',
        status: 'waiting',
        good: { done: 2, medianMs: 10, maxMs: 10 },
        remarkable: true,
      },
    ]);
  });

  it.each<[string, Stage, number[], boolean]>([
    ['much longer', stage('ready', 'done', 5_000), [100, 200, 300], true],
    ['longer, but not by much', stage('ready', 'done', 350), [100, 200, 300], false],
    ['many times longer, by nothing', stage('ready', 'done', 9), [1, 1, 1], false],
    ['not known', stage('ready', 'unknown'), [1, 1, 1], false],
  ])('%s', (_what, here, good, remarkable) => {
    expect(
      compareStages(
        [here],
        good.map((ms) => [stage('ready', 'done', ms)])
      )[0]!.remarkable
    ).toBe(remarkable);
  });

  it('tells a stage that some Pods reached from one that none did; where a stage failed, that one stands out', () => {
    const good = [
      [stage('mounted', 'done', 40), stage('started', 'done', 10), stage('ready', 'done', 10)],
    ];
    const partly: Stage = { ...stage('mounted', 'waiting'), done: 1, of: 2 };
    expect(
      compareStages(
        [
          partly,
          stage('started', 'failed', 9_000),
          { ...stage('ready', 'waiting'), done: 0, of: 2 },
        ],
        good
      )
    ).toMatchObject([
      { name: 'mounted', reached: { done: 1, of: 2 }, remarkable: false },
      { name: 'started', remarkable: true },
      { name: 'ready', remarkable: true },
    ]);
    expect(compareStages([partly], good)[0]).toMatchObject({
      reached: { done: 1, of: 2 },
      remarkable: true,
    });
  });

  it('has the deletion’s stages in their order', () => {
    expect(
      compareStages(
        [stage('removed', 'waiting'), stage('terminating', 'done'), stage('accepted', 'done')],
        [[]]
      ).map(({ name }) => name)
    ).toEqual(['accepted', 'terminating', 'removed']);
  });
});
