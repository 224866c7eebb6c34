import { parseComponentLine } from '../../common/parse/component_line';
import { auditIdOf, reqIdOf } from '../../common/parse/ids';
import { objectsOfLine } from '../../common/parse/objects';
import type { Hit } from '../search/searcher';
import { documentRecord } from './document';
import { firstTextOf, path, type Source } from './fields';
import type { ReadRecord, RecordContext } from './from_hit';
import { reconcileTimestamp } from './times';

const COMPONENTS: ReadonlySet<string> = new Set([
  'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubelet', 'kube-proxy', 'cloud-controller-manager', 'etcd',
  'containerd', 'crio', 'cri-o', 'dockerd', 'csi-attacher', 'csi-provisioner', 'csi-resizer', 'csi-snapshotter',
]);

/** Whether a container (a static Pod's) or a unit is a component of the control plane or a node. */
export const isComponentName = (name: string): boolean => COMPONENTS.has(name);

const COMPONENT = [
  path('service.name'), path('kubernetes.container.name'), path('kubernetes.container_name'), path('SYSLOG_IDENTIFIER'), path('process.name'),
];
const REQ_ID = [path('request.id'), path('reqID')];

/** A line of a component: klog text, JSON, logfmt, or none of these (then its whole text is the message). */
export function componentRecord(hit: Hit, source: Source, message: string, context: RecordContext): ReadRecord {
  const record = documentRecord(hit, source, 'component', context);
  record.component = firstTextOf(source, COMPONENT) ?? componentOfFile(record.file) ?? 'unknown';
  const reqID = firstTextOf(source, REQ_ID) ?? reqIdOf(message, context.reqIdKeys);
  if (reqID) record.ids.reqID = reqID;
  const auditID = auditIdOf(message);
  if (auditID) record.ids.auditID = auditID;
  const line = parseComponentLine(message, { defaultTimestamp: record.timestamp });
  record.message = line?.text ?? message;
  if (line) {
    record.timestamp = reconcileTimestamp(line.timestamp, record.timestamp || line.timestamp);
    record.severity = line.severity;
    record.caller = line.caller;
    record.objects = objectsOfLine(line);
  }
  return { record };
}

/** `kubelet-node-a.log`, `kube-apiserver.log` → the component, where a file is named after one. */
function componentOfFile(file: string | undefined): string | undefined {
  if (!file) return undefined;
  for (const name of COMPONENTS) if (file.startsWith(name)) return name;
  return undefined;
}
