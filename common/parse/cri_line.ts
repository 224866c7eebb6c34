/**
 * A container's log as the runtime writes it: the CRI format `<time> <stdout|stderr> <P|F>[:tags] <text>`
 * (k8s.io/cri-client pkg/logs, KEP "CRI: log management"), or Docker's json-file.
 */
import { findQuotedEnd } from './text_scanners';
import { isoToUtc } from './timestamp';

export interface CriLine {
  /** ISO 8601, UTC, nanoseconds as written */
  timestamp: string;
  stream: 'stdout' | 'stderr';
  /** the runtime split a long line here: the next line of the stream goes on with it */
  partial: boolean;
  text: string;
}

/** Parses one line; null where it is of neither format. */
export function parseCriLine(line: string): CriLine | null {
  if (line.charCodeAt(0) === 123) return parseDockerLine(line);
  const space = line.indexOf(' ');
  if (space < 20 || space > 40) return null;
  const streamEnd = space + 7;
  const stream = line.slice(space + 1, streamEnd);
  if ((stream !== 'stdout' && stream !== 'stderr') || line.charCodeAt(streamEnd) !== 32)
    return null;
  const tag = line[streamEnd + 1];
  if (tag !== 'P' && tag !== 'F') return null;
  let textStart = line.indexOf(' ', streamEnd + 1);
  const after = line.charCodeAt(streamEnd + 2);
  if (streamEnd + 2 < line.length && after !== 32 && after !== 58) return null;
  if (textStart < 0) textStart = line.length;
  const timestamp = isoToUtc(line.slice(0, space));
  return timestamp === null
    ? null
    : { timestamp, stream, partial: tag === 'P', text: line.slice(textStart + 1) };
}

function parseDockerLine(line: string): CriLine | null {
  // cheap look before the expensive one: every audit record and JSON log begins with a brace too
  if (!line.includes('"stream"') || !line.includes('"log"')) return null;
  if (findQuotedEnd(line, line.indexOf('"')) < 0) return null;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  const { log, stream, time } = value as { log?: unknown; stream?: unknown; time?: unknown };
  if (
    typeof log !== 'string' ||
    typeof time !== 'string' ||
    (stream !== 'stdout' && stream !== 'stderr')
  )
    return null;
  const timestamp = isoToUtc(time);
  if (timestamp === null) return null;
  const whole = log.endsWith('\n');
  return { timestamp, stream, partial: !whole, text: whole ? log.slice(0, -1) : log };
}
