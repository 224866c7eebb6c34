import { componentText, parseComponentLine, type ComponentLine } from '../../common/parse/component_line';
import { auditIdOf, reqIdOf } from '../../common/parse/ids';
import { objectsOfLine } from '../../common/parse/objects';
import type { RecordIds } from '../../common/model/log_record';
import type { Hit } from '../search/searcher';
import { documentParts } from './document';
import { firstTextOf, path, type Source } from './fields';
import type { BareRecord, RecordContext } from './from_hit';
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
export function componentRecord(hit: Hit, source: Source, message: string, context: RecordContext): BareRecord {
  const { traceID, ...document } = documentParts(hit, source, context);
  const line = parseComponentLine(message, { defaultTimestamp: document.timestamp });
  const component = firstTextOf(source, COMPONENT) ?? componentOfFile(document.file) ?? 'unknown';
  const ids: RecordIds = {};
  const reqID = firstTextOf(source, REQ_ID) ?? reqIdOf(message, context.reqIdKeys);
  if (reqID) ids.reqID = reqID;
  const auditID = auditIdOf(message);
  if (auditID) ids.auditID = auditID;
  if (traceID) ids.traceID = traceID;
  return {
    ...document,
    timestamp: line ? reconcileTimestamp(line.timestamp, document.timestamp || line.timestamp) : document.timestamp,
    source: 'component',
    component,
    severity: line?.severity ?? 'unknown',
    message: line ? readable(line, message) : message,
    caller: line?.caller,
    objects: line ? objectsOfLine(line) : [],
    ids,
  };
}

/** `kubelet-node-a.log`, `kube-apiserver.log` → the component, where a file is named after one. */
function componentOfFile(file: string | undefined): string | undefined {
  if (!file) return undefined;
  for (const name of COMPONENTS) if (file.startsWith(name)) return name;
  return undefined;
}

/** klog's text as it stands behind the header; other formats, whose text is JSON or escaped, as message and pairs. */
function readable(line: ComponentLine, message: string): string {
  return line.format === 'klog' ? message.slice(message.indexOf('] ') + 2) : componentText(line);
}
