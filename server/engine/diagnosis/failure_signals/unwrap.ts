/** What a component wraps an error in (who was asked, when it retries), taken off. Linear: each step looks for fixed words. */
import { goUnquote, findQuotedEnd } from '../../../../common/parse/text_scanners';

/** How much of a text is looked at and kept. */
export const LONGEST_TEXT = 4000;

export interface Unwrapped {
  text: string;
  /** `ErrImagePull`, of `failed to "StartContainer" for "web" with ErrImagePull: …` */
  reason?: string;
  container?: string;
  /** `MountVolume.SetUp` */
  operation?: string;
  volume?: string;
}

/** Wrappings lie in one another (an Operation's error holds an rpc error that holds …); more than these are not believed. */
const MOST_LAYERS = 8;
const PREFIXES = [
  'error killing pod: ',
  '(combined from similar events): ',
  'Error creating: ',
  'Error: ',
  'rpc error: code = ',
];

/** The innermost text of an error message and what the wrappings said. */
export function unwrap(message: string): Unwrapped {
  const found: Unwrapped = {
    text: message.length > LONGEST_TEXT ? message.slice(0, LONGEST_TEXT) : message,
  };
  for (let layer = 0; layer < MOST_LAYERS; layer++) {
    const before = found.text;
    found.text = found.text.trim();
    prefix(found);
    list(found);
    operation(found);
    startFailed(found);
    failedTo(found);
    backOff(found);
    introduction(found);
    volume(found);
    sync(found);
    if (found.text === before) break;
  }
  return found;
}

function prefix(found: Unwrapped): void {
  for (const start of PREFIXES) {
    if (!found.text.startsWith(start)) continue;
    if (start.startsWith('rpc')) {
      const end = found.text.indexOf(' desc = ');
      if (end < 0 || end > 60) continue;
      found.text = found.text.slice(end + 8);
    } else {
      found.text = found.text.slice(start.length);
    }
  }
}

/** `[failed to "StartContainer" for "a" …, failed to …]`: the first of several errors. */
function list(found: Unwrapped): void {
  if (found.text.startsWith('[failed to "')) found.text = found.text.slice(1);
}

/** `Operation for "{volumeName:…}" failed. No retries permitted until … (durationBeforeRetry 500ms). Error: …` */
function operation(found: Unwrapped): void {
  if (!found.text.startsWith('Operation for ')) return;
  const at = found.text.indexOf('). Error: ');
  if (at < 0) return;
  const rest = found.text.slice(at + 10);
  found.text = rest.startsWith('"') ? unquoted(rest) : rest;
}

/** `container main start failed in pod web_shop(uid): CreateContainerConfigError: …`; before 1.30 with the container's whole spec. */
function startFailed(found: Unwrapped): void {
  const marker = ' start failed in pod ';
  const at = found.text.indexOf(marker);
  if (
    at < 0 ||
    !(
      found.text.startsWith('container ') ||
      found.text.startsWith('init container ') ||
      found.text.startsWith('ephemeral container ')
    )
  )
    return;
  const words = found.text.slice(0, Math.min(at, 300)).split(' ');
  const name = words[words.indexOf('container') + 1];
  if (name !== undefined && !name.startsWith('&')) found.container = name;
  const colon = found.text.indexOf('): ', at);
  if (colon < 0) return;
  found.text = found.text.slice(colon + 3);
  leadingReason(found);
}

/** `failed to "StartContainer" for "main" with ErrImagePull: "…"` */
function failedTo(found: Unwrapped): void {
  if (!found.text.startsWith('failed to "')) return;
  const target = found.text.indexOf('" for "');
  const withAt = found.text.indexOf('" with ');
  if (target < 0 || withAt < target) return;
  if (found.text.startsWith('failed to "StartContainer"'))
    found.container = found.text.slice(target + 7, withAt);
  const rest = found.text.slice(withAt + 7);
  const colon = rest.indexOf(': ');
  if (colon < 0 || colon > 60) return;
  found.reason = rest.slice(0, colon);
  const inner = rest.slice(colon + 2);
  found.text = inner.startsWith('"') ? unquoted(inner) : inner;
}

/** `Back-off pulling image "web:9.9": ErrImagePull: …`: since 1.31 with what the pull failed of */
function backOff(found: Unwrapped): void {
  if (!found.text.startsWith('Back-off pulling image "')) return;
  const at = found.text.indexOf('": ');
  if (at < 0) return;
  found.text = found.text.slice(at + 3);
  leadingReason(found);
}

const INTRODUCTIONS = [
  'Failed to pull image "',
  'Failed to create sandbox for pod "',
  "Couldn't get secret ",
  "Couldn't get configMap ",
  'Error preparing data for projected volume ',
  'Failed to create pod sandbox: ',
];

/** `Failed to pull image "web:9.9": …`, `Couldn't get secret shop/tls: …`: what was tried, in front of why it failed. */
function introduction(found: Unwrapped): void {
  const start = INTRODUCTIONS.find((words) => found.text.startsWith(words));
  if (start === undefined) return;
  const mark = start.endsWith('"') ? '": ' : ': ';
  const at = found.text.indexOf(mark, start.length - mark.length);
  if (at > 0 && at < 700) found.text = found.text.slice(at + mark.length);
}

/** `MountVolume.SetUp failed for volume "v" (UniqueName: …) pod "web" (UID: …) : …` */
function volume(found: Unwrapped): void {
  const marker = ' failed for volume "';
  const at = found.text.indexOf(marker);
  if (at < 0 || at > 60 || found.text.lastIndexOf(' ', at - 1) >= 0) return;
  found.operation = found.text.slice(0, at);
  const nameEnd = found.text.indexOf('"', at + marker.length);
  if (nameEnd < 0) return;
  found.volume = found.text.slice(at + marker.length, nameEnd);
  const colon = found.text.indexOf(' : ', nameEnd);
  if (colon >= 0) found.text = found.text.slice(colon + 3);
}

/** `sync "shop/web-1" failed with …`, `error syncing 'shop/web': …`: a controller's queue */
function sync(found: Unwrapped): void {
  const at = found.text.startsWith('sync "') ? found.text.indexOf('" failed with ') : -1;
  if (at >= 0) found.text = found.text.slice(at + 14);
}

/** A reason in front: `ErrImagePull: …` */
function leadingReason(found: Unwrapped): void {
  const colon = found.text.indexOf(': ');
  if (colon <= 0 || colon > 60) return;
  const word = found.text.slice(0, colon);
  if (!/^[A-Z][A-Za-z]{4,59}$/.test(word)) return;
  found.reason = word;
  found.text = found.text.slice(colon + 2);
}

function unquoted(text: string): string {
  const end = findQuotedEnd(text, 0);
  return goUnquote(end < 0 ? text.slice(1) : text.slice(1, end - 1));
}
