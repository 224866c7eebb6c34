/**
 * When a container's own words count: only where its Pod fails. A healthy container logs errors too; which of a failing one's
 * lines is the cause follows from how it fails: one that ends tells it last, one whose probe fails tells it at that time.
 */
import type { ObjectReference } from '../../../../common/model/log_record';
import type { Evidence } from '../../evidence';
import { ruleFor } from '../rules';
import type { Problem } from '../rules/rule';
import { quote } from '../rules/match_signal';
import { anyLineSignal } from '../failure_signals/container_log';
import type { Topic } from '../failure_signals/failure_signal';

/** Topics of problems that a container's own words may explain. */
const EXPLAINED = new Set<Topic>(['exit', 'probe', 'job', 'rollout']);
/** Microseconds before a run's end in which its last words are looked for, and around a failed probe. */
const LAST_WORDS = 10_000_000;
const AROUND_PROBE = 60_000_000;
/** What is reported of an end is reported up to this much after it. */
const REPORTING = 2_000_000;

const isLog = (problem: Problem): boolean => problem.signal.topic === 'log';
export const explainsNothing = (problem: Problem): boolean => !EXPLAINED.has(problem.signal.topic);

const podKeys = (objects: readonly ObjectReference[]): string[] =>
  objects
    .filter(({ kind }) => kind === undefined || kind === 'Pod')
    .flatMap(({ uid, namespace, name }) => [
      ...(uid === undefined ? [] : [uid]),
      ...(name === undefined ? [] : [`${namespace ?? ''}/${name}`]),
    ]);

/** Pods that fail, and owners (Jobs, Deployments) that do: their Pods' names begin with theirs. */
class Failing {
  private readonly byPod = new Map<string, Problem[]>();
  private readonly owners: Array<{ prefix: string; problem: Problem }> = [];

  constructor(problems: readonly Problem[]) {
    for (const problem of problems) {
      if (explainsNothing(problem)) continue;
      const objects =
        problem.object === undefined
          ? problem.evidence.record.objects
          : [problem.object, ...problem.evidence.record.objects];
      for (const key of new Set(podKeys(objects))) {
        const list = this.byPod.get(key);
        if (list) list.push(problem);
        else this.byPod.set(key, [problem]);
      }
      if (problem.signal.topic !== 'job' && problem.signal.topic !== 'rollout') continue;
      const owner = objects[0];
      if (owner?.name !== undefined)
        this.owners.push({ prefix: `${owner.namespace ?? ''}/${owner.name}-`, problem });
    }
  }

  /** What fails of the Pod whose log a record is from; its Pod's own problems before its owner's. */
  of({ record }: Evidence): Problem[] {
    const keys = podKeys(record.objects);
    for (const key of keys) {
      const found = this.byPod.get(key);
      if (found) return aboutContainer(found, record.component);
    }
    return this.owners
      .filter(({ prefix }) => keys.some((key) => key.startsWith(prefix)))
      .map(({ problem }) => problem);
  }

  /** Problems that leave logs to be read to their end: not a deadline, whose Pods were stopped from outside. */
  static ended(problems: readonly Problem[]): Failing {
    return new Failing(
      problems.filter(
        ({ signal }) =>
          signal.topic === 'exit' ||
          (signal.topic === 'job' && signal.reason !== 'DeadlineExceeded')
      )
    );
  }

  get any(): boolean {
    return this.byPod.size > 0 || this.owners.length > 0;
  }
}

/** Of a Pod's problems those of the container, where any names one: a sidecar's log doesn't explain its neighbour. */
function aboutContainer(problems: Problem[], container: string): Problem[] {
  const named = problems.filter(({ signal }) => signal.container !== undefined);
  return named.length === 0
    ? problems
    : named.filter(({ signal }) => signal.container === container);
}

/** Without the errors of containers whose Pods are well. */
export function withoutQuietContainers(problems: Problem[]): Problem[] {
  const failing = new Failing(problems);
  return problems.filter((problem) => !isLog(problem) || failing.of(problem.evidence).length > 0);
}

/** The last line of each container that ended with an error without having logged one. */
export function lastLines(problems: Problem[], evidence: Evidence[]): Problem[] {
  const failing = Failing.ended(problems);
  if (!failing.any) return [];
  const told = new Set(
    problems.filter(isLog).map(({ evidence: { record } }) => containerKey(record))
  );
  const last = new Map<string, Evidence>();
  for (const one of evidence) {
    const { record } = one;
    if (record.source !== 'pod' || record.message.trim() === '' || told.has(containerKey(record)))
      continue;
    const ends = failing.of(one);
    const end = ends[0];
    if (end === undefined) continue;
    if (one.at > end.evidence.at + REPORTING) continue;
    const key = containerKey(record);
    const known = last.get(key);
    if (known === undefined || known.at <= one.at) last.set(key, one);
  }
  return [...last.values()].flatMap((one) => {
    const signal = anyLineSignal(one);
    const ruled = ruleFor(signal);
    return ruled === null
      ? []
      : [
          {
            ...ruled.match,
            rule: ruled.rule,
            evidence: one,
            signal,
            confidence: ruled.rule.confidence,
          },
        ];
  });
}

const containerKey = ({ objects, component }: Evidence['record']): string =>
  `${podKeys(objects)[0] ?? ''}\n${component}`;

const WEIGHTS: Record<string, number> = {
  Exception: 4,
  Fatal: 4,
  CausedBy: 3,
  Error: 2,
  Phrase: 1.7,
  LastLine: 1,
};
/** What a program says when it goes, whatever the reason. */
const FAREWELLS = [
  'exiting',
  'shutting down',
  'shutdown',
  'terminating',
  'giving up',
  'run failed',
  'aborting',
  'Aborted',
  'failed to start',
  'ailed with exit',
];

function weightOf({ signal }: Problem): number {
  const weight = WEIGHTS[signal.reason] ?? 0;
  const short =
    signal.text.length < 120 &&
    FAREWELLS.some((words) => signal.text.includes(words)) &&
    !signal.text.includes(': ');
  return short && weight > 1 ? 1.5 : weight;
}

export interface Words {
  /** the line that says it best */
  line: Problem;
  /** what it explains */
  explains: Problem;
}

/**
 * The line of a failing container that is the cause; null where none of the problems is a container's line that explains
 * another of them.
 */
export function wordsOf(problems: readonly Problem[]): Words | null {
  const failing = new Failing(problems);
  let best: Words | null = null;
  const seen = new Set<string>();
  for (const problem of problems) {
    if (!isLog(problem)) continue;
    const key = containerKey(problem.evidence.record);
    if (seen.has(key)) continue;
    seen.add(key);
    const explains = failing.of(problem.evidence)[0];
    if (explains === undefined) continue;
    const lines = problems.filter(
      (other) => isLog(other) && containerKey(other.evidence.record) === key
    );
    const line =
      explains.signal.topic === 'probe' ? atProbe(lines, explains) : atEnd(lines, explains);
    if (line !== null && (best === null || line.evidence.at < best.line.evidence.at))
      best = { line: withRoot(line, lines), explains };
  }
  return best;
}

/** Of the container's first run (or, where the file's name doesn't tell runs apart, before the first report of its end) the last words. */
function atEnd(lines: Problem[], end: Problem): Problem | null {
  const file = lines[0]?.evidence.record.file;
  const run = lines.filter(({ evidence }) => evidence.record.file === file);
  const before = run.filter(({ evidence }) => evidence.at <= end.evidence.at + REPORTING);
  const list = before.length > 0 ? before : run;
  const lastAt = list[list.length - 1]?.evidence.at ?? 0;
  return heaviest(list.filter(({ evidence }) => evidence.at >= lastAt - LAST_WORDS));
}

function atProbe(lines: Problem[], probe: Problem): Problem | null {
  const near = lines.filter(
    ({ evidence }) => Math.abs(evidence.at - probe.evidence.at) <= AROUND_PROBE
  );
  return heaviest(near.length > 0 ? near : lines);
}

/** The first of those that weigh most. */
function heaviest(lines: Problem[]): Problem | null {
  let best: Problem | null = null;
  for (const line of lines) if (best === null || weightOf(line) > weightOf(best)) best = line;
  return best;
}

/** An exception with the last `Caused by:` of its stack. */
function withRoot(line: Problem, lines: Problem[]): Problem {
  if (line.signal.reason !== 'Exception') return line;
  const from = lines.indexOf(line);
  let root: Problem | undefined;
  for (let i = from + 1; i < lines.length && lines[i]?.signal.reason === 'CausedBy'; i++)
    root = lines[i];
  return root === undefined ? line : { ...line, cause: quote(`${line.cause}; ${root.cause}`) };
}
