/** Pure: what was missed and what was taken wrongly, in groups that tell where to look. */
import { parseAuditRecord } from '../common/parse/audit';
import { parseComponentLine } from '../common/parse/component_line';
import { parseEvent } from '../common/parse/event';
import type { OperationScore } from './score_traces';
import { getComponent, getSource, type RecordKey } from './record_key';

export interface ErrorGroup {
  component: string;
  /** where in the component's source, or what was asked of the API, or an Event's reason */
  caller: string;
  keys: RecordKey[];
  /** how many operations it happened to */
  operations: number;
}

/** `controller.go:123 `, `patch pods/status by kubelet`, `Pod BackOff` */
export function getCaller(key: RecordKey, text: string): string {
  switch (getSource(key)) {
    case 'audit': {
      const audit = parseAuditRecord(text);
      if (!audit) return '(no audit record)';
      const { resource = audit.requestURI, subresource } = audit.objectRef ?? {};
      return `${audit.verb} ${resource}${subresource ? `/${subresource}` : ''} by ${(audit.user?.username ?? 'somebody').replace(/^system:node:.*/, 'a kubelet')}`;
    }
    case 'event': {
      const event = parseEvent(text);
      return event ? `${event.regarding.kind} ${event.reason}` : '(no Event)';
    }
    case 'pod':
      return 'container';
    default: {
      const line = parseComponentLine(text);
      // containerd names no caller: what it says, without what differs
      return (
        line?.caller ??
        line?.message.replace(/"[^"]*"|[0-9a-f]{8,}|\d+/g, '…').slice(0, 60) ??
        '(no header)'
      );
    }
  }
}

/** The keys of several operations by component and caller, the largest group first. */
export function groupErrors(
  scores: readonly OperationScore[],
  which: 'wrongKeys' | 'missedKeys',
  textOf: (key: RecordKey) => string | undefined
): ErrorGroup[] {
  const groups = new Map<string, ErrorGroup>();
  for (const score of scores) {
    const counted = new Set<ErrorGroup>();
    for (const key of score[which]) {
      const component = getComponent(key);
      const text = textOf(key);
      const caller = text === undefined ? '(not in the logs)' : getCaller(key, text);
      const id = `${component} ${caller}`;
      const group = groups.get(id) ?? { component, caller, keys: [], operations: 0 };
      groups.set(id, group);
      group.keys.push(key);
      if (!counted.has(group)) group.operations++;
      counted.add(group);
    }
  }
  return [...groups.values()].sort((a, b) => b.keys.length - a.keys.length);
}
