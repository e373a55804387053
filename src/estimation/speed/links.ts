/** Time that the cards of a job spend on one another's data. Bytes, and bytes per second in one direction. */
import { trainingSpeedConstants as c } from '../profiles/training-speed.ts';
import type { EstimateRequest, EstimationGpu } from '../types.ts';

/** Bytes per second of one PCI Express lane in one direction, by generation, line coding taken off. */
const laneRate = [0, 0.25e9, 0.5e9, 0.985e9, 1.969e9, 3.938e9, 7.563e9];

/**
 * GeForce cards since Turing cannot reach into one another's memory over PCI Express: what they exchange passes through
 * the machine's. Those of the 40 and 50 series have no NVLink beside.
 */
const throughHost = ({ name, computeCapability }: EstimationGpu): boolean =>
  name.startsWith('GeForce') && computeCapability >= 7.5;

/**
 * Whether NVLink joins all cards of a machine, as on boards with sockets; else a bridge, sold apart, joins two cards
 * in slots.
 */
export const joinsAll = ({ name, nvlink }: EstimationGpu): boolean =>
  nvlink !== false && nvlink.totalBidirectionalGbps >= 300 && !/PCIe|NVL/.test(name);

/** Cards in one machine. */
export const machineCards = ({ gpuCount, nodes }: EstimateRequest): number => gpuCount / nodes;

/** What one card and its machine exchange in one direction: the lesser of the card's PCI Express and the slot's. */
export function hostRate({ pcieGen, pcieLanes }: EstimateRequest, gpu: EstimationGpu): number {
  const generation = Math.min(pcieGen ?? 6, gpu.pcieGen ?? 4);
  return c.pcie * laneRate[generation]! * Math.min(pcieLanes ?? 16, gpu.pcieLanes ?? 16);
}

/** What one card sends to its neighbour in the machine. NVLink is quoted for both directions together. */
export function linkRate(request: EstimateRequest, gpu: EstimationGpu): number {
  if (request.interconnect === 'nvlink' && gpu.nvlink && (joinsAll(gpu) || machineCards(request) <= 2))
    return (c.nvlink * gpu.nvlink.totalBidirectionalGbps * 1e9) / 2;
  return hostRate(request, gpu) * (throughHost(gpu) ? c.throughHost : 1);
}

/**
 * Seconds in which a ring of `cards` gathers `bytes` of which each holds a share, or adds them up and scatters them:
 * (N − 1)/N of the bytes cross every link; an all-reduce is one of each (Patarasuk and Yuan 2009). Neighbours in the
 * ring stand `apart` cards from one another, so that a machine may hold several rings, which share its network; the
 * slower of link and network decides.
 */
export function ringSeconds(
  request: EstimateRequest,
  gpu: EstimationGpu,
  bytes: number,
  cards: number,
  apart = 1,
): number {
  if (cards <= 1) return 0;
  const perMachine = machineCards(request);
  const inside = Math.max(1, Math.min(cards, Math.floor(perMachine / apart)));
  const within = inside > 1 ? bytes / linkRate(request, gpu) : 0;
  const network = (c.network * request.networkGbitPerSecond * 1e9) / 8;
  const between = inside < cards ? (bytes * Math.min(apart, perMachine)) / network : 0;
  return ((cards - 1) / cards) * Math.max(within, between);
}
