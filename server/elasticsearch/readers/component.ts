import { componentOfCaller } from '../../../common/parse/component_of_caller';
import { parseComponentLine } from '../../../common/parse/component_line';
import { parseCriLine } from '../../../common/parse/cri';
import { auditIdOf, reqIdOf } from '../../../common/parse/ids';
import { journalPrefix, type JournalPrefix } from '../../../common/parse/journal';
import { objectsOfLine } from '../../../common/parse/objects';
import type { Hit } from '../searcher';
import { reqIdIn } from './annotation';
import { documentRecord, type ReadRecord, type RecordContext } from './document';
import { fieldsOf, firstTextOf, type Source } from './fields';
import { reconcileTimestamp } from '../../../common/time/record_times';

/** Components of the control plane and of nodes, as their containers and units are called. */
export const COMPONENTS: ReadonlySet<string> = new Set([
  'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubelet', 'kube-proxy', 'cloud-controller-manager', 'etcd',
  'containerd', 'crio', 'cri-o', 'dockerd', 'csi-attacher', 'csi-provisioner', 'csi-resizer', 'csi-snapshotter',
]);

/** Whether a container (a static Pod's) or a unit is a component of the control plane or a node. */
export const isComponentName = (name: string): boolean => COMPONENTS.has(name);

const COMPONENT = fieldsOf('service', 'container', 'identifier');
const UNIT = fieldsOf('unit');

/** A line of a component: klog text, JSON, logfmt, or none of these (then its whole text is the message). */
export function componentRecord(hit: Hit, source: Source, message: string, context: RecordContext): ReadRecord {
  const record = documentRecord(hit, source, 'component', context);
  const told = firstTextOf(source, COMPONENT) ?? componentOfUnit(firstTextOf(source, UNIT)) ?? componentOfFile(record.file);
  const reqID = reqIdIn(source) ?? reqIdOf(message, context.reqIdKeys);
  if (reqID) record.ids.reqID = reqID;
  const auditID = auditIdOf(message);
  if (auditID) record.ids.auditID = auditID;
  const { text, prefix } = ownText(message);
  const line = parseComponentLine(text, { defaultTimestamp: record.timestamp });
  record.message = line?.text ?? text;
  record.component = told ?? prefix?.unit ?? componentOfCaller(line?.caller) ?? 'unknown';
  record.node ??= prefix?.node;
  if (line) {
    record.timestamp = reconcileTimestamp(line.timestamp, record.timestamp || line.timestamp);
    record.severity = line.severity;
    record.caller = line.caller;
    record.objects = objectsOfLine(line);
    return { record, line };
  }
  return { record };
}

/** The component's own line, without what a container runtime (static Pods) or the journal (kubelet) wrote before it. */
function ownText(message: string): { text: string; prefix?: JournalPrefix } {
  const first = message.charCodeAt(0);
  // a digit: the runtime's time
  if (first >= 48 && first <= 57) return { text: parseCriLine(message)?.text ?? message };
  // a capital and a small letter: a month's name ("Nov 23 …"); in klog's header a digit follows the letter
  const second = message.charCodeAt(1);
  const prefix = first >= 65 && first <= 90 && second >= 97 && second <= 122 ? journalPrefix(message) : null;
  return prefix ? { text: message.slice(prefix.length), prefix } : { text: message };
}

/** `kubelet.service` → `kubelet` */
const componentOfUnit = (unit: string | undefined): string | undefined => (unit?.endsWith('.service') ? unit.slice(0, -'.service'.length) : unit);

/** `kubelet-node-a.log`, `kube-apiserver.log` → the component, where a file is named after one. */
function componentOfFile(file: string | undefined): string | undefined {
  if (!file) return undefined;
  for (const name of COMPONENTS) if (file.startsWith(name)) return name;
  return undefined;
}
