import type { AdviceCode } from '../../../common/api/sources';
import { describeAdvice } from './describe_advice';
import { extractCommonAdvice } from './common_advice';
import { formatShare } from './reqid_share';

const ADVICE_CODES: AdviceCode[] = [
  'source_missing',
  'nothing_newer_than_hour',
  'nothing_newer_than_day',
  'time_field_missing',
  'time_field_not_date',
  'id_in_text_only',
  'id_field_not_keyword',
  'no_reqid',
  'audit_metadata_only',
  'message_field_missing',
  'object_fields_missing',
];
const ADVICE_DETAIL = {
  field: 'my.field',
  type: 'long',
  minutes: 90,
  hours: 1234,
  lines: 5,
  records: 7,
  bodies: 0,
};

it.each(ADVICE_CODES)('words %s as sentences, with its details filled in', (code) => {
  const words = describeAdvice(
    { code, detail: ADVICE_DETAIL },
    { source: 'component', component: 'kubelet' }
  );
  expect(words).toMatch(/^[A-Z].*\.$/);
  expect(words).not.toMatch(/[{}]|undefined|NaN|\?/);
});

it('says per source what to collect', () => {
  const missing = (source: 'audit' | 'event' | 'pod' | 'component', component: string) =>
    describeAdvice({ code: 'source_missing' }, { source, component });
  expect(missing('audit', 'audit')).toContain('--audit-policy-file');
  expect(missing('event', 'event')).toContain('Events for an hour only');
  expect(missing('pod', 'pod')).toContain('/var/log/containers');
  expect(missing('component', 'kubelet')).toContain('kubelet logs to the journal');
  expect(missing('component', 'kube-scheduler')).toContain('log of kube-scheduler');
});

it('bounds names from mappings, and shows a later server’s code as it is', () => {
  const long = 'x'.repeat(10_000);
  expect(
    describeAdvice(
      { code: 'id_in_text_only', detail: { field: long } },
      { source: 'audit', component: 'audit' }
    ).length
  ).toBeLessThan(500);
  expect(
    describeAdvice({ code: 'new_code' as AdviceCode }, { source: 'audit', component: 'audit' })
  ).toBe('new_code');
});

it('fills in numbers by the reader’s language', () => {
  expect(
    describeAdvice(
      { code: 'nothing_newer_than_day', detail: ADVICE_DETAIL },
      { source: 'audit', component: 'audit' }
    )
  ).toContain('1,234 hours');
});

it('says once what all sources have in common', () => {
  const state = (component: string, newest: string, minutes: number | null) => ({
    source: 'component' as const,
    component,
    records: 1,
    newest,
    fields: [],
    advice: [
      ...(minutes === null
        ? []
        : [{ code: 'nothing_newer_than_hour' as const, detail: { newest, minutes } }]),
      { code: 'no_reqid' as const },
    ],
  });
  const missing = {
    source: 'audit' as const,
    component: 'audit',
    records: 0,
    fields: [],
    advice: [{ code: 'source_missing' as const }],
  };
  const old = [
    state('a', '2026-01-01T01:00:00Z', 90),
    state('b', '2026-01-01T01:10:00Z', 80),
    missing,
  ];
  const { sources, staleAdvice, noReqIdAdvice } = extractCommonAdvice(old);
  expect(staleAdvice?.detail?.minutes).toBe(80);
  expect(noReqIdAdvice?.code).toBe('no_reqid');
  expect(sources.map(({ advice }) => advice.map(({ code }) => code))).toEqual([
    [],
    [],
    ['source_missing'],
  ]);
  const other = { ...state('c', '2026-01-01T02:30:00Z', null), advice: [] };
  expect(extractCommonAdvice([...old, other])).toEqual({ sources: [...old, other] });
  expect(extractCommonAdvice(old.slice(1))).toEqual({ sources: old.slice(1) });
  expect(extractCommonAdvice([])).toEqual({ sources: [] });
});

it.each([
  [0, '0%'],
  [0.0001, '< 0.1%'],
  [0.3851, '38.5%'],
  [0.99999, '> 99.9%'],
  [1, '100%'],
])('says a share of %d as %s', (share, text) => {
  expect(formatShare(share)).toBe(text);
});
