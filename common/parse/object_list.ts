/** Collects references: valid names only, each once, bounded, a name and its uid joined where it is clear that they belong together. */
import type { ObjectReference } from '../model/log_record';
import { isDigit, isLetter, isUuidAt } from './text_scanners';

/** Names of objects are DNS-1123 subdomains (apimachinery IsDNS1123Subdomain); RBAC's may have colons. */
export function isObjectName(text: string): boolean {
  if (text.length === 0 || text.length > 253) return false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (!isDigit(code) && !isLetter(code) && code !== 45 && code !== 46 && code !== 58)
      return false;
  }
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  return (isDigit(first) || isLetter(first)) && (isDigit(last) || isLetter(last));
}

/** Kinds without a namespace among those that the components log. */
export const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  'Node',
  'PersistentVolume',
  'Namespace',
  'StorageClass',
  'VolumeAttachment',
  'CSINode',
  'CSIDriver',
  'PriorityClass',
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'APIService',
  'CertificateSigningRequest',
  'RuntimeClass',
  'IngressClass',
  'FlowSchema',
  'PriorityLevelConfiguration',
  'ServiceCIDR',
  'IPAddress',
  'ResourceSlice',
  'DeviceClass',
  'VolumeAttributesClass',
  'MutatingWebhookConfiguration',
  'ValidatingWebhookConfiguration',
]);

export class ObjectList {
  readonly objects: ObjectReference[] = [];
  /** objects named in a sentence without their namespace: `secret "x" not found` */
  private readonly objectsWithoutNamespace: ObjectReference[] = [];

  constructor(private readonly limit: number) {}

  get isFull(): boolean {
    return this.objects.length >= this.limit;
  }

  /** Adds `name`, or `ns/name` where the name has the namespace in it. What is no name is passed over. */
  addName(kind: string | undefined, name: string, namespace?: string, uid?: string): void {
    if (this.isFull) return;
    let ownName = name;
    let ownNamespace = namespace;
    const slash = name.indexOf('/');
    if (slash >= 0) {
      ownName = name.slice(slash + 1);
      ownNamespace = slash === 0 ? undefined : name.slice(0, slash);
    }
    if (
      !isObjectName(ownName) ||
      (ownNamespace !== undefined && ownNamespace !== '' && !isObjectName(ownNamespace))
    )
      return;
    const object: ObjectReference = {};
    if (kind !== undefined) object.kind = kind;
    if (
      ownNamespace !== undefined &&
      ownNamespace !== '' &&
      !(kind !== undefined && CLUSTER_SCOPED.has(kind))
    )
      object.namespace = ownNamespace;
    object.name = ownName;
    if (uid !== undefined && uid.length === 36 && isUuidAt(uid, 0)) object.uid = uid;
    this.add(object);
  }

  /** `"ns"/"name"` */
  addQuotedPath(text: string, kind: string | undefined): void {
    const parts = text.split('"', 6);
    if (parts.length >= 5 && parts[2] === '/' && parts[1] !== undefined && parts[3] !== undefined)
      this.addName(kind, parts[3], parts[1]);
  }

  /** `secret "x"` in a sentence: gets the line's namespace at the end, if the line has just one. */
  addWithoutNamespace(kind: string, name: string): void {
    const before = this.objects.length;
    this.addName(kind, name);
    const object = this.objects[before];
    if (object !== undefined && object.namespace === undefined && !CLUSTER_SCOPED.has(kind))
      this.objectsWithoutNamespace.push(object);
  }

  addUid(uid: string, kind?: string): void {
    if (this.isFull || !isUuidAt(uid, 0)) return;
    for (const object of this.objects) if (object.uid === uid) return;
    this.objects.push(kind === undefined ? { uid } : { kind, uid });
  }

  /** Joins what belongs together; call once, when all is added. */
  mergeReferences(): void {
    if (this.objectsWithoutNamespace.length > 0) this.assignNamespace();
    const loose = this.objects.filter((object) => object.name === undefined);
    if (loose.length !== 1) return;
    const uidOnly = loose[0] as ObjectReference;
    const candidates = this.objects.filter(
      (object) =>
        object.name !== undefined &&
        object.uid === undefined &&
        (uidOnly.kind === undefined || object.kind === uidOnly.kind)
    );
    const named = candidates.filter((object) => object.kind !== 'Node' || uidOnly.kind === 'Node');
    if (named.length !== 1) return;
    (named[0] as ObjectReference).uid = uidOnly.uid;
    this.objects.splice(this.objects.indexOf(uidOnly), 1);
  }

  private assignNamespace(): void {
    const namespaces = new Set<string>();
    for (const { namespace } of this.objects)
      if (namespace !== undefined) namespaces.add(namespace);
    const [only] = namespaces;
    if (namespaces.size === 1)
      for (const object of this.objectsWithoutNamespace) object.namespace = only;
    for (const object of this.objectsWithoutNamespace) {
      const twin = this.objects.findIndex(
        (other) =>
          other !== object &&
          other.kind === object.kind &&
          other.name === object.name &&
          other.namespace === object.namespace
      );
      if (twin >= 0) this.objects.splice(this.objects.indexOf(object), 1);
    }
  }

  private add(object: ObjectReference): void {
    for (const other of this.objects) {
      if (other.name === undefined && other.uid !== undefined && other.uid === object.uid) {
        // known by its uid only: now it has a name
        Object.assign(other, object);
        return;
      }
      if (other.name !== object.name) continue;
      const sameKind =
        other.kind === object.kind || other.kind === undefined || object.kind === undefined;
      const sameNamespace = other.namespace === object.namespace;
      const sameUid =
        other.uid === object.uid || other.uid === undefined || object.uid === undefined;
      if (sameKind && sameNamespace && sameUid) {
        if (other.kind === undefined && object.kind !== undefined) other.kind = object.kind;
        if (other.uid === undefined && object.uid !== undefined) other.uid = object.uid;
        return;
      }
    }
    this.objects.push(object);
  }
}
