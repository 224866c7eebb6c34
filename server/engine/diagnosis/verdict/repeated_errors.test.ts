import { evidenceOf } from '../rules/__fixtures__/read';
import { problemsOf, repeatedErrors } from '.';
import { sameKey } from './similar_text';

const UNKNOWN =
  'E1123 07:00:04.000000   27457 frobnicator.go:12] "Frobnication failed" err="flux too low"';

describe('sameKey', () => {
  it.each([
    ['back-off 10s restarting failed container', 'back-off 1m20s restarting failed container'],
    ['retry in 1m20.5s', 'retry in 40s'],
    [
      'pod 168f4bb4-3bb5-46b5-b11e-a8954da52409 failed',
      'pod 5ca51cfe-75c0-406c-ae25-dc2b66dfd82d failed',
    ],
    [
      'container 2477fb31f4ec68d5f90e41a3b279331e7c2b91e14c47fdb8872fe422375ac23d',
      'container a802d55436760fa2139fc2e9deb7c4eb0d63a82e9758727612991478e2693e32',
    ],
    [
      'until 2026-11-23 06:32:48.458865442 +0000 UTC m=+658.562961952',
      'until 2026-11-24 16:02:08.1 +0000 UTC m=+1.5',
    ],
    ['attempt 9 of 10', 'attempt 10 of 10'],
    ['at 2026-11-23T07:41:41Z', 'at 2026-11-23T07:41:45.49Z'],
  ])('%s is the same as %s', (one, other) => {
    expect(sameKey(one)).toBe(sameKey(other));
  });

  it.each([
    ['secret "key" not found', 'secret "tls" not found'],
    ['facade deadbeef', 'facade decade'],
    [
      '0/2 nodes are available: 2 Insufficient cpu',
      '0/2 nodes are available: 2 Insufficient memory',
    ],
  ])('%s is not the same as %s', (one, other) => {
    expect(sameKey(one)).not.toBe(sameKey(other));
  });

  it('reads anything, and no more of it than its beginning', () => {
    let seed = 7;
    const next = (bound: number) => (seed = (seed * 1103515245 + 12345) % 2147483648) % bound;
    const alphabet = '0123456789abcdefghxyzTZms.:-+/"# \n\u00b5\ud83d\ude00';
    for (let i = 0; i < 500; i++) {
      const text = Array.from({ length: next(60) }, () => alphabet[next(alphabet.length)]).join('');
      expect(sameKey(text).length).toBeLessThanOrEqual(text.length);
    }
    for (const unit of [
      '1',
      'a1',
      '1.',
      '1m',
      '#',
      'deadbeef',
      '168f4bb4-3bb5-46b5-b11e-a8954da52409 ',
      '1:',
    ]) {
      expect(sameKey(unit.repeat(1_000_000)).length).toBeLessThanOrEqual(2000);
    }
  });
});

describe('repeatedErrors', () => {
  it('counts what says the same, once for each Event however often it was emitted', () => {
    const evidence = [
      evidenceOf(
        'event Pod BackOff: Back-off restarting failed container web in pod web-0_shop(168f4bb4-3bb5-46b5-b11e-a8954da52409)',
        { count: 2, eventUid: 'a', time: '2026-11-23T07:00:01Z' }
      ),
      evidenceOf(
        'event Pod BackOff: Back-off restarting failed container web in pod web-0_shop(168f4bb4-3bb5-46b5-b11e-a8954da52409)',
        { count: 5, eventUid: 'a', time: '2026-11-23T07:00:09Z' }
      ),
      evidenceOf(UNKNOWN),
      evidenceOf(UNKNOWN.replace('07:00:04', '07:00:07')),
    ];
    const { errors, left } = repeatedErrors(evidence, problemsOf(evidence));
    expect(left).toBe(0);
    expect(errors).toEqual([
      expect.objectContaining({
        rule: 'crash-loop',
        count: 5,
        first: '2026-11-23T07:00:01Z',
        last: '2026-11-23T07:00:09Z',
        object: expect.objectContaining({ name: 'web-0' }) as object,
      }),
      expect.objectContaining({
        component: 'kubelet',
        count: 2,
        first: '2026-11-23T07:00:04.000000Z',
        last: '2026-11-23T07:00:07.000000Z',
      }),
    ]);
    expect(errors[1]!.rule).toBeUndefined();
  });

  it('leaves out what is routine: reads that find nothing, information, a healthy status', () => {
    const evidence = [
      evidenceOf('request get deployments web 404 deployments.apps "web" not found', {
        user: 'system:node:node-a',
      }),
      evidenceOf('I1123 07:00:04.000000   27457 kubelet.go:1] "SyncLoop (PLEG): event for pod"'),
      evidenceOf('status pods {"phase":"Running"}'),
    ];
    expect(repeatedErrors(evidence, problemsOf(evidence))).toEqual({ errors: [], left: 0 });
  });

  it('is bounded, and says how many are left', () => {
    const words = Array.from(
      { length: 60 },
      (_, i) => String.fromCharCode(103 + (i % 20)) + String.fromCharCode(103 + Math.floor(i / 20))
    );
    const evidence = words.map((word) => evidenceOf(UNKNOWN.replace('flux', word)));
    const { errors, left } = repeatedErrors(evidence, []);
    expect(errors).toHaveLength(50);
    expect(left).toBe(10);
  });
});
