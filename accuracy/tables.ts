/** Pure: the figures as tables, for a terminal and for docs/accuracy.md. */
import { table } from '../bench/statistics';
import type { Share } from './diagnosis';
import type { Group } from './groups';
import type { ClusterResult } from './measure';
import { errorsOf } from './mixed_up';
import type { Band, Rates, Score } from './scoring';

export interface Table {
  title: string;
  /** long: in the document it is folded up */
  folded?: boolean;
  /** the first is the head; of each the first cell is text */
  rows: string[][];
}

const percent = (share: number): string => (Number.isNaN(share) ? '–' : (100 * share).toFixed(1));
const threeRates = (rates: Rates | undefined): string =>
  rates ? `${percent(rates.precision)} / ${percent(rates.recall)} / ${percent(rates.f1)}` : '–';
const counts = ({ right, wrong, missed }: Score): string[] => [right, wrong, missed].map(String);
const ofAll = ({ right, of }: Share): string =>
  of > 0 ? `${right} of ${of} (${percent(right / of)} %)` : '–';

const OURS = 'Request Trace';
/** What is also searched in Elasticsearch itself is in the overview only: it is the same search. */
const besides = ({ baselines }: ClusterResult) =>
  baselines.filter(({ name }) => !name.includes('Discover'));

function overview({ summary, baselines }: ClusterResult): Table {
  return {
    title: 'Precision / recall / F1 in %, means over operations',
    rows: [
      [
        '',
        `all (${summary.all.operations})`,
        `ran alone (${summary.alone.operations})`,
        `overlapping (${summary.overlapping.operations})`,
        'all records together',
      ],
      ...[{ name: OURS, summary }, ...baselines].map(
        ({ name, summary: { all, alone, overlapping, records } }) => [
          name,
          threeRates(all),
          threeRates(alone),
          threeRates(overlapping),
          threeRates(records),
        ]
      ),
    ],
  };
}

function perComponent(result: ClusterResult): Table {
  const baselines = besides(result);
  return {
    title: 'Per component: precision / recall / F1 in %',
    rows: [
      ['component', OURS, 'right', 'wrong', 'missed', ...baselines.map(({ name }) => name)],
      ...Object.entries(result.summary.perComponent).map(([name, score]) => [
        name,
        threeRates(score),
        ...counts(score),
        ...baselines.map(({ summary }) => threeRates(summary.perComponent[name])),
      ]),
    ],
  };
}

function perOperation(result: ClusterResult): Table {
  const baselines = besides(result);
  return {
    title: 'Per operation: precision / recall / F1 in %',
    folded: true,
    rows: [
      ['operation', OURS, 'right', 'wrong', 'missed', ...baselines.map(({ name }) => name)],
      ...result.operations.map((score, i) => [
        score.id,
        threeRates(score),
        ...counts(score),
        ...baselines.map(({ operations }) => threeRates(operations[i])),
      ]),
    ],
  };
}

/** From this confidence on a record is meant to be all but certain. */
const SURE = 0.9;

function calibration({ summary: { bands } }: ClusterResult): Table {
  const row = (name: string, of: readonly Pick<Band, 'records' | 'right' | 'meanConfidence'>[]) => {
    const records = of.reduce((sum, band) => sum + band.records, 0);
    const stated = of.reduce((sum, band) => sum + band.records * band.meanConfidence, 0);
    return [
      name,
      String(records),
      percent(stated / records),
      percent(of.reduce((sum, band) => sum + band.right, 0) / records),
    ];
  };
  const sure = bands.filter(({ from }) => from >= SURE);
  return {
    title: 'How sure, and how often rightly',
    rows: [
      ['confidence', 'records', 'stated, mean in %', 'right in %'],
      ...bands.map((band) => row(`${band.from}–${band.to}`, [band])),
      ...(sure.length > 1 ? [row(`${SURE} and more`, sure)] : []),
    ],
  };
}

function perRule({ summary: { rules } }: ClusterResult): Table {
  return {
    title: 'By the best reason that a record is there for',
    rows: [
      ['reason', 'records', 'right in %'],
      ...rules.map(({ rule, records, right }) => [rule, String(records), percent(right / records)]),
    ],
  };
}

/** What traces said of themselves: how many of them. */
function warnings({ operations }: ClusterResult): Table {
  const codes = operations.flatMap(({ warnings: all }) => [
    ...new Set(all.map(({ code }) => code)),
  ]);
  return {
    title: 'Warnings',
    rows: [
      ['warning', 'operations'],
      ...[...new Set(codes)].map((code) => [
        code,
        String(codes.filter((each) => each === code).length),
      ]),
    ],
  };
}

/** @param reqId the same cluster's with reqIDs, to compare with */
function diagnosis({ diagnosis: stock }: ClusterResult, reqId: ClusterResult | undefined): Table {
  const all = [
    { name: OURS, of: stock },
    ...(reqId ? [{ name: 'the same, with reqIDs', of: reqId.diagnosis }] : []),
  ];
  return {
    title: 'Diagnosis, against what a person read from the logs',
    rows: [
      ['', 'outcome', 'stage', 'cause', 'all of them'],
      ...all.map(({ name, of }) => [
        name,
        ofAll(of.outcome),
        ofAll(of.stage),
        ofAll(of.cause),
        ofAll(of.whole),
      ]),
    ],
  };
}

const ofGroups = (title: string, groups: readonly Group[], most: number): Table => ({
  title,
  rows: [
    ['caller', 'component', 'records', 'operations'],
    ...groups
      .slice(0, most)
      .map(({ component, caller, keys, operations }) => [
        caller,
        component,
        String(keys.length),
        String(operations),
      ]),
  ],
});

/** What is behind the errors: another operation's lines, or lines that no operation caused. */
function errors({ operations, truth }: ClusterResult): Table[] {
  const { wrong, wrongOfAnother, missed, missedInAnother, pairs } = errorsOf(operations, truth);
  const kinds: Table = {
    title: 'Errors',
    rows: [
      ['', 'records', 'in %'],
      [
        'taken wrongly: another operation caused them',
        String(wrongOfAnother),
        percent(wrongOfAnother / wrong),
      ],
      [
        'taken wrongly: no operation caused them',
        String(wrong - wrongOfAnother),
        percent(1 - wrongOfAnother / wrong),
      ],
      [
        "missed: in another operation's trace, which did not cause them",
        String(missedInAnother),
        percent(missedInAnother / missed),
      ],
      [
        'missed: in no other trace wrongly',
        String(missed - missedInAnother),
        percent(1 - missedInAnother / missed),
      ],
    ],
  };
  const mixedUp: Table = {
    title: 'Operations that are mixed up most',
    rows: [
      ['has records', 'that were caused by', 'records'],
      ...pairs
        .slice(0, 15)
        .map(({ operation, causedBy, records }) => [
          operation,
          causedBy || 'no operation',
          String(records),
        ]),
    ],
  };
  return [kinds, mixedUp];
}

/** What all is said of a cluster. */
export function tablesOf(
  result: ClusterResult,
  also: { reqId?: ClusterResult; missed?: readonly Group[]; wrong?: readonly Group[] } = {}
): Table[] {
  return [
    overview(result),
    perComponent(result),
    calibration(result),
    perRule(result),
    warnings(result),
    ...(result.diagnosis.whole.of > 0 ? [diagnosis(result, also.reqId)] : []),
    ...(also.missed || also.wrong ? errors(result) : []),
    ...(also.missed?.length ? [ofGroups('Missed most', also.missed, 15)] : []),
    ...(also.wrong?.length ? [ofGroups('Taken wrongly most', also.wrong, 15)] : []),
    perOperation(result),
  ].filter(({ rows }) => rows.length > 1);
}

export const asText = ({ title, rows }: Table): string => `${title}\n${table(rows)}`;

/** What stands in a cell comes from logs as well: a bar would end it, an angle bracket could be a tag. */
const cell = (text: string): string =>
  text.replace(/[\\|<>`*_[\]]/g, (character) => `\\${character}`).replace(/\s+/g, ' ');

export function asMarkdown({ title, folded, rows: [head = [], ...rows] }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  const body = [
    line(head),
    `|${head.map((_, i) => (i === 0 ? '---|' : '--:|')).join('')}`,
    ...rows.map(line),
  ].join('\n');
  return folded
    ? `<details><summary>${title}</summary>\n\n${body}\n\n</details>`
    : `### ${title}\n\n${body}`;
}
