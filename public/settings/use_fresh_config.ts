/** Which indices are searched now; asked for again after each save. */
import { useEffect, useState } from 'react';
import { clearCachedConfig, loadConfig } from '../config/use_config';
import type { HttpStart } from '../kibana_types';

export interface FreshConfig {
  /** names and patterns; empty while they are not known */
  indices: readonly string[];
  idFields: readonly string[];
}

/** @param saves how often settings were saved: with each, what the page knew of them is out of date */
export function useFreshConfig(http: HttpStart, saves: number): FreshConfig {
  const [config, setConfig] = useState<FreshConfig>({ indices: [], idFields: [] });
  useEffect(() => {
    let isUnmounted = false;
    if (saves > 0) clearCachedConfig(http);
    void loadConfig(http).then((loaded) => {
      if (!isUnmounted) setConfig({ indices: loaded.indices, idFields: loaded.idFields });
    });
    return () => {
      isUnmounted = true;
    };
  }, [http, saves]);
  return config;
}
