/** Pure: the figures as tables, for a terminal and for docs/accuracy.md. */
import { formatTable } from '../bench/statistics';
import type { RightCount } from './score_diagnosis';
import type { ErrorGroup } from './error_groups';
import type { ClusterResult } from './measure_cluster';
import { countErrors } from './confused_operations';
import type { ConfidenceBand, Rates, Score } from './score_traces';

export interface Table {
  title: string;
  /** long: in the document it is folded up */
  isFolded?: boolean;
  /** the first is the head; of each the first cell is text */
  rows: string[][];
}

const formatPercent = (share: number): string =>
  Number.isNaN(share) ? '–' : (100 * share).toFixed(1);
const formatRates = (rates: Rates | undefined): string =>
  rates
    ? `${formatPercent(rates.precision)} / ${formatPercent(rates.recall)} / ${formatPercent(rates.f1)}`
    : '–';
const formatCounts = ({ right, wrong, missed }: Score): string[] =>
  [right, wrong, missed].map(String);
const formatRightCount = ({ right, of }: RightCount): string =>
  of > 0 ? `${right} of ${of} (${formatPercent(right / of)} %)` : '–';

const PRODUCT_NAME = 'Request Trace';
/** What is also searched in Elasticsearch itself is in the overview only: it is the same search. */
const listOfflineBaselines = ({ baselines }: ClusterResult) =>
  baselines.filter(({ name }) => !name.includes('Discover'));

function createOverviewTable({ summary, baselines }: ClusterResult): Table {
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
      ...[{ name: PRODUCT_NAME, summary }, ...baselines].map(
        ({ name, summary: { all, alone, overlapping, records } }) => [
          name,
          formatRates(all),
          formatRates(alone),
          formatRates(overlapping),
          formatRates(records),
        ]
      ),
    ],
  };
}

function createComponentTable(result: ClusterResult): Table {
  const baselines = listOfflineBaselines(result);
  return {
    title: 'Per component: precision / recall / F1 in %',
    rows: [
      ['component', PRODUCT_NAME, 'right', 'wrong', 'missed', ...baselines.map(({ name }) => name)],
      ...Object.entries(result.summary.perComponent).map(([name, score]) => [
        name,
        formatRates(score),
        ...formatCounts(score),
        ...baselines.map(({ summary }) => formatRates(summary.perComponent[name])),
      ]),
    ],
  };
}

function createOperationTable(result: ClusterResult): Table {
  const baselines = listOfflineBaselines(result);
  return {
    title: 'Per operation: precision / recall / F1 in %',
    isFolded: true,
    rows: [
      ['operation', PRODUCT_NAME, 'right', 'wrong', 'missed', ...baselines.map(({ name }) => name)],
      ...result.operations.map((score, i) => [
        score.id,
        formatRates(score),
        ...formatCounts(score),
        ...baselines.map(({ operations }) => formatRates(operations[i])),
      ]),
    ],
  };
}

/** From this confidence on a record is meant to be all but certain. */
const SURE_CONFIDENCE = 0.9;

function createCalibrationTable({ summary: { bands } }: ClusterResult): Table {
  const row = (
    name: string,
    of: readonly Pick<ConfidenceBand, 'records' | 'right' | 'meanConfidence'>[]
  ) => {
    const records = of.reduce((sum, band) => sum + band.records, 0);
    const stated = of.reduce((sum, band) => sum + band.records * band.meanConfidence, 0);
    return [
      name,
      String(records),
      formatPercent(stated / records),
      formatPercent(of.reduce((sum, band) => sum + band.right, 0) / records),
    ];
  };
  const sure = bands.filter(({ from }) => from >= SURE_CONFIDENCE);
  return {
    title: 'How sure, and how often rightly',
    rows: [
      ['confidence', 'records', 'stated, mean in %', 'right in %'],
      ...bands.map((band) => row(`${band.from}–${band.to}`, [band])),
      ...(sure.length > 1 ? [row(`${SURE_CONFIDENCE} and more`, sure)] : []),
    ],
  };
}

function createRuleTable({ summary: { rules } }: ClusterResult): Table {
  return {
    title: 'By the best reason that a record is there for',
    rows: [
      ['reason', 'records', 'right in %'],
      ...rules.map(({ rule, records, right }) => [
        rule,
        String(records),
        formatPercent(right / records),
      ]),
    ],
  };
}

/** What traces said of themselves: how many of them. */
function createWarningTable({ operations }: ClusterResult): Table {
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
function createDiagnosisTable(
  { diagnosis: stock }: ClusterResult,
  reqId: ClusterResult | undefined
): Table {
  const all = [
    { name: PRODUCT_NAME, of: stock },
    ...(reqId ? [{ name: 'the same, with reqIDs', of: reqId.diagnosis }] : []),
  ];
  return {
    title: 'Diagnosis, against what a person read from the logs',
    rows: [
      ['', 'outcome', 'stage', 'cause', 'all of them'],
      ...all.map(({ name, of }) => [
        name,
        formatRightCount(of.outcome),
        formatRightCount(of.stage),
        formatRightCount(of.cause),
        formatRightCount(of.whole),
      ]),
    ],
  };
}

const createGroupTable = (title: string, groups: readonly ErrorGroup[], most: number): Table => ({
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
function createErrorTables({ operations, labelledTruth: truth }: ClusterResult): Table[] {
  const { wrong, wrongOfAnother, missed, missedInAnother, pairs } = countErrors(operations, truth);
  const kinds: Table = {
    title: 'Errors',
    rows: [
      ['', 'records', 'in %'],
      [
        'taken wrongly: another operation caused them',
        String(wrongOfAnother),
        formatPercent(wrongOfAnother / wrong),
      ],
      [
        'taken wrongly: no operation caused them',
        String(wrong - wrongOfAnother),
        formatPercent(1 - wrongOfAnother / wrong),
      ],
      [
        "missed: in another operation's trace, which did not cause them",
        String(missedInAnother),
        formatPercent(missedInAnother / missed),
      ],
      [
        'missed: in no other trace wrongly',
        String(missed - missedInAnother),
        formatPercent(1 - missedInAnother / missed),
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
export function createTables(
  result: ClusterResult,
  also: {
    reqId?: ClusterResult;
    missed?: readonly ErrorGroup[];
    wrong?: readonly ErrorGroup[];
  } = {}
): Table[] {
  return [
    createOverviewTable(result),
    createComponentTable(result),
    createCalibrationTable(result),
    createRuleTable(result),
    createWarningTable(result),
    ...(result.diagnosis.whole.of > 0 ? [createDiagnosisTable(result, also.reqId)] : []),
    ...(also.missed || also.wrong ? createErrorTables(result) : []),
    ...(also.missed?.length ? [createGroupTable('Missed most', also.missed, 15)] : []),
    ...(also.wrong?.length ? [createGroupTable('Taken wrongly most', also.wrong, 15)] : []),
    createOperationTable(result),
  ].filter(({ rows }) => rows.length > 1);
}

export const formatAsText = ({ title, rows }: Table): string => `${title}\n${formatTable(rows)}`;

/** What stands in a cell comes from logs as well: a bar would end it, an angle bracket could be a tag. */
const escapeCell = (text: string): string =>
  text.replace(/[\\|<>`*_[\]]/g, (character) => `\\${character}`).replace(/\s+/g, ' ');

export function formatAsMarkdown({ title, isFolded, rows: [head = [], ...rows] }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escapeCell).join(' | ')} |`;
  const body = [
    line(head),
    `|${head.map((_, i) => (i === 0 ? '---|' : '--:|')).join('')}`,
    ...rows.map(line),
  ].join('\n');
  return isFolded
    ? `<details><summary>${title}</summary>\n\n${body}\n\n</details>`
    : `### ${title}\n\n${body}`;
}
