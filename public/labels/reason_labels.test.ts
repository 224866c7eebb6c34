import { readFileSync } from 'fs';
import { join } from 'path';
import type { ReasonRule } from '../../common/model/log_record';
import { getConfidenceBand } from './confidence_bands';
import { formatPercent } from './confidence';
import { parsePathStep } from './parse_path_step';
import { sortByConfidence, describeReason, getRuleLabel } from './reason_labels';

const OBJECT_PATH = ['Deployment shop/web', 'ReplicaSet shop/web-5d', 'Pod shop/web-5d-x'];

/** All that the contract names, so that a new one without words is noticed. */
function listRules(): ReasonRule[] {
  const source = readFileSync(join(__dirname, '../../common/model/log_record.ts'), 'utf8');
  const union = source.slice(
    source.indexOf('export type ReasonRule ='),
    source.indexOf('export interface LogRecord')
  );
  return [...union.matchAll(/\| '([a-z-]+)'/g)].map((match) => match[1] as ReasonRule);
}

describe('reasons in words', () => {
  it('has a label and a sentence for each rule', () => {
    expect(listRules().length).toBeGreaterThan(15);
    for (const rule of listRules()) {
      expect(getRuleLabel(rule)).not.toBe(rule);
      expect(describeReason({ rule })).toMatch(/^[A-Z].*[.:]$/);
      expect(describeReason({ rule, path: OBJECT_PATH })).toMatch(/[.:]$/);
    }
  });

  it('names the kinds on the way', () => {
    expect(describeReason({ rule: 'object-uid', path: OBJECT_PATH })).toBe(
      'It carries the UID of the Pod that the request’s ReplicaSet led to. No other object ever has this UID.'
    );
    expect(describeReason({ rule: 'event-of-object', path: OBJECT_PATH.slice(0, 1) })).toBe(
      'It is an event about the Deployment of this request.'
    );
    expect(describeReason({ rule: 'container-id', path: ['web-5d-x'] })).toBe(
      'It carries the ID of a container or sandbox of an object that this request led to.'
    );
  });

  it('goes by the name of a rule that it does not know', () => {
    expect(getRuleLabel('telepathy' as ReasonRule)).toBe('telepathy');
    expect(describeReason({ rule: 'telepathy' as ReasonRule })).toBe('');
  });

  it('puts the best first, and leaves the given list alone', () => {
    const given = [0.5, 0.97, 0.93, 0.97].map((confidence, index) => ({
      rule: 'object-name' as const,
      evidence: String(index),
      confidence,
    }));
    expect(sortByConfidence(given).map(({ evidence }) => evidence)).toEqual(['1', '3', '2', '0']);
    expect(given[0]!.evidence).toBe('0');
  });

  it('reads the steps of a path', () => {
    expect(parsePathStep('Pod shop/web-1')).toEqual({ kind: 'Pod', name: 'shop/web-1' });
    expect(parsePathStep('web-1')).toEqual({ name: 'web-1' });
    expect(parsePathStep('web 1')).toEqual({ name: 'web 1' });
    expect(parsePathStep(`Pod ${'x'.repeat(9_000)}`).name).toHaveLength(300);
  });

  it('has three bands, and no certainty by rounding', () => {
    expect([1, 0.9, 0.899, 0.7, 0.699, 0].map(getConfidenceBand)).toEqual([
      'sure',
      'sure',
      'likely',
      'likely',
      'possible',
      'possible',
    ]);
    expect([1, 0.996, 0.29, 2, -1].map(formatPercent)).toEqual([
      '100 % sure',
      '99 % sure',
      '29 % sure',
      '100 % sure',
      '0 % sure',
    ]);
  });
});
