/**
 * The built-in resources and their kinds (`kubectl api-resources` of Kubernetes 1.34 and what older releases served), so
 * that a name out of a URL or an objectRef can be told as `Deployment shop/web`.
 */
const BUILTIN_RESOURCES = `
Binding:bindings ComponentStatus:componentstatuses ConfigMap:configmaps Endpoints:endpoints Event:events LimitRange:limitranges
Namespace:namespaces Node:nodes PersistentVolumeClaim:persistentvolumeclaims PersistentVolume:persistentvolumes Pod:pods
PodTemplate:podtemplates ReplicationController:replicationcontrollers ResourceQuota:resourcequotas Secret:secrets
ServiceAccount:serviceaccounts Service:services
MutatingWebhookConfiguration:mutatingwebhookconfigurations ValidatingWebhookConfiguration:validatingwebhookconfigurations
ValidatingAdmissionPolicy:validatingadmissionpolicies ValidatingAdmissionPolicyBinding:validatingadmissionpolicybindings
MutatingAdmissionPolicy:mutatingadmissionpolicies MutatingAdmissionPolicyBinding:mutatingadmissionpolicybindings
CustomResourceDefinition:customresourcedefinitions APIService:apiservices
ControllerRevision:controllerrevisions DaemonSet:daemonsets Deployment:deployments ReplicaSet:replicasets StatefulSet:statefulsets
TokenReview:tokenreviews SelfSubjectReview:selfsubjectreviews LocalSubjectAccessReview:localsubjectaccessreviews
SelfSubjectAccessReview:selfsubjectaccessreviews SelfSubjectRulesReview:selfsubjectrulesreviews SubjectAccessReview:subjectaccessreviews
HorizontalPodAutoscaler:horizontalpodautoscalers CronJob:cronjobs Job:jobs CertificateSigningRequest:certificatesigningrequests
ClusterTrustBundle:clustertrustbundles PodCertificateRequest:podcertificaterequests Lease:leases LeaseCandidate:leasecandidates
EndpointSlice:endpointslices FlowSchema:flowschemas PriorityLevelConfiguration:prioritylevelconfigurations
IngressClass:ingressclasses Ingress:ingresses NetworkPolicy:networkpolicies ServiceCIDR:servicecidrs IPAddress:ipaddresses
RuntimeClass:runtimeclasses PodDisruptionBudget:poddisruptionbudgets PodSecurityPolicy:podsecuritypolicies
ClusterRoleBinding:clusterrolebindings ClusterRole:clusterroles RoleBinding:rolebindings Role:roles
DeviceClass:deviceclasses ResourceClaim:resourceclaims ResourceClaimTemplate:resourceclaimtemplates ResourceSlice:resourceslices
DeviceTaintRule:devicetaintrules PriorityClass:priorityclasses CSIDriver:csidrivers CSINode:csinodes
CSIStorageCapacity:csistoragecapacities StorageClass:storageclasses VolumeAttachment:volumeattachments
VolumeAttributesClass:volumeattributesclasses StorageVersion:storageversions StorageVersionMigration:storageversionmigrations
`;

const kindByResource = new Map<string, string>();
const kindByLowerCase = new Map<string, string>();
const resourceByKind = new Map<string, string>();
for (const entry of BUILTIN_RESOURCES.trim().split(/\s+/)) {
  const [kind, resource] = entry.split(':') as [string, string];
  kindByResource.set(resource, kind);
  kindByLowerCase.set(kind.toLowerCase(), kind);
  resourceByKind.set(kind, resource);
}

/** `deployments` → `Deployment`; undefined for a resource that isn't built in. */
export const kindOfResource = (resource: string): string | undefined =>
  kindByResource.get(resource);

/** `replicaset`, `ReplicaSet`, `replicasets` → `ReplicaSet`; undefined for what isn't built in. */
export function findKind(word: string): string | undefined {
  if (word.length > 40) return undefined;
  const lower = word.toLowerCase();
  return kindByLowerCase.get(lower) ?? kindByResource.get(lower);
}

/** `Deployment`, `deployment`, `deployments` → `deployments`; undefined for what isn't built in. */
export function findResource(word: string): string | undefined {
  const kind = findKind(word);
  return kind === undefined ? undefined : resourceByKind.get(kind);
}
