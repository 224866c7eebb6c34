/** What a Pod's spec refers to: Secrets and ConfigMaps, those that are missing as well. */
import type { JsonObject } from '../../../common/parse/json_values';
import { isJsonObject } from '../../../common/parse/json_values';
import { items, objectField, text } from './object_body';
import type { ObjectIndex, TimelineObject } from './object_index';

/** The projected volume that every Pod has (serviceaccount admission): its token and the cluster's CA. */
const ROOT_CA = 'kube-root-ca.crt';

export interface PodReference {
  kind: string;
  name: string;
}

/** The Secrets, ConfigMaps and the ServiceAccount that a Pod's spec names. */
export function referencedNames(pod: TimelineObject): PodReference[] {
  const spec = objectField(pod.body, 'spec');
  const names: Array<{ kind: string; name: string | undefined }> = [];
  const volumeLike = (volume: JsonObject): void => {
    names.push({
      kind: 'Secret',
      name:
        text(objectField(volume, 'secret'), 'secretName') ??
        text(objectField(volume, 'secret'), 'name'),
    });
    names.push({ kind: 'ConfigMap', name: text(objectField(volume, 'configMap'), 'name') });
  };
  for (const volume of items(spec, 'volumes')) {
    volumeLike(volume);
    for (const source of items(objectField(volume, 'projected'), 'sources')) volumeLike(source);
  }
  for (const container of [...items(spec, 'containers'), ...items(spec, 'initContainers')]) {
    const from = [
      ...items(container, 'envFrom'),
      ...items(container, 'env').map((env) => objectField(env, 'valueFrom')),
    ];
    for (const source of from) {
      for (const [key, kind] of [
        ['secretRef', 'Secret'],
        ['secretKeyRef', 'Secret'],
        ['configMapRef', 'ConfigMap'],
        ['configMapKeyRef', 'ConfigMap'],
      ] as const) {
        if (isJsonObject(source[key]))
          names.push({ kind, name: text(objectField(source, key), 'name') });
      }
    }
  }
  for (const secret of items(spec, 'imagePullSecrets'))
    names.push({ kind: 'Secret', name: text(secret, 'name') });
  names.push(
    { kind: 'ConfigMap', name: ROOT_CA },
    { kind: 'ServiceAccount', name: text(spec, 'serviceAccountName') ?? 'default' }
  );
  return names.flatMap(({ kind, name }) => (name ? [{ kind, name }] : []));
}

/** The same as objects, which are created in the timeline where no record names them. */
export const referencesOf = (
  pod: TimelineObject,
  objects: ObjectIndex,
  at: number
): TimelineObject[] =>
  referencedNames(pod).flatMap(
    ({ kind, name }) => objects.resolve({ kind, namespace: pod.namespace, name }, at) ?? []
  );
