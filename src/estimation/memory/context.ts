import { constants as c } from '../constants.ts';

/** Bytes of the CUDA context: driver state and loaded kernels, outside the allocator. By compute capability. */
export function contextBytes(computeCapability: number): number {
  return computeCapability === 7.5 ? c.contextMeasured : (c.contextMeasured + c.contextAllowance) / 2;
}
