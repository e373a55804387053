import type { StoredGpu } from '../types.ts';
import { ada } from './ada.ts';
import { adaDataCenter } from './ada-data-center.ts';
import { adaLaptop } from './ada-laptop.ts';
import { adaWorkstation } from './ada-workstation.ts';
import { ampere } from './ampere.ts';
import { ampereDataCenter } from './ampere-data-center.ts';
import { ampereLaptop } from './ampere-laptop.ts';
import { ampereWorkstation } from './ampere-workstation.ts';
import { blackwell } from './blackwell.ts';
import { blackwellDataCenter } from './blackwell-data-center.ts';
import { blackwellLaptop } from './blackwell-laptop.ts';
import { blackwellWorkstation } from './blackwell-workstation.ts';
import { hopper } from './hopper.ts';
import { pascal } from './pascal.ts';
import { pascalDataCenter } from './pascal-data-center.ts';
import { pascalLaptop } from './pascal-laptop.ts';
import { pascalWorkstation } from './pascal-workstation.ts';
import { turing } from './turing.ts';
import { turingDataCenter } from './turing-data-center.ts';
import { turingLaptop } from './turing-laptop.ts';
import { turingWorkstation } from './turing-workstation.ts';
import { volta } from './volta.ts';

/** Stored cards by the file they stand in. */
export const gpuFiles: Record<string, StoredGpu[]> = {
  'gpus/pascal.ts': pascal,
  'gpus/pascal-laptop.ts': pascalLaptop,
  'gpus/pascal-workstation.ts': pascalWorkstation,
  'gpus/pascal-data-center.ts': pascalDataCenter,
  'gpus/volta.ts': volta,
  'gpus/turing.ts': turing,
  'gpus/turing-laptop.ts': turingLaptop,
  'gpus/turing-workstation.ts': turingWorkstation,
  'gpus/turing-data-center.ts': turingDataCenter,
  'gpus/ampere.ts': ampere,
  'gpus/ampere-laptop.ts': ampereLaptop,
  'gpus/ampere-workstation.ts': ampereWorkstation,
  'gpus/ampere-data-center.ts': ampereDataCenter,
  'gpus/ada.ts': ada,
  'gpus/ada-laptop.ts': adaLaptop,
  'gpus/ada-workstation.ts': adaWorkstation,
  'gpus/ada-data-center.ts': adaDataCenter,
  'gpus/hopper.ts': hopper,
  'gpus/blackwell.ts': blackwell,
  'gpus/blackwell-laptop.ts': blackwellLaptop,
  'gpus/blackwell-workstation.ts': blackwellWorkstation,
  'gpus/blackwell-data-center.ts': blackwellDataCenter,
};
