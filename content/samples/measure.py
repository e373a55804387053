"""Measuring memory and throughput so that two runs can be compared.

Shows: allocated, reserved and device memory, a warm-up, events on the GPU clock, tokens per second and MFU.
Needs: torch >= 2.6 and an NVIDIA GPU. Runs on CPU: no.
"""
import torch
from torch import nn

PEAK_TFLOPS = 0.0  # dense 16-bit rate with fp32 accumulation of your card, from its page; 0 skips MFU

layers, dim, batch, sequence = 8, 1024, 4, 1024
block = nn.TransformerEncoderLayer(dim, 16, 4 * dim, batch_first=True, norm_first=True, dropout=0.0)
model = nn.TransformerEncoder(block, layers, enable_nested_tensor=False).cuda()
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-4, fused=True)
dtype = torch.bfloat16 if torch.cuda.is_bf16_supported(including_emulation=False) else torch.float16
scaler = torch.amp.GradScaler("cuda", enabled=dtype is torch.float16)
x = torch.randn(batch, sequence, dim, device="cuda")


def step():
    optimizer.zero_grad(set_to_none=True)
    with torch.autocast("cuda", dtype=dtype):
        loss = model(x).float().pow(2).mean()
    scaler.scale(loss).backward()
    scaler.step(optimizer)
    scaler.update()


for _ in range(5):  # the first steps create optimizer states, choose kernels and fill the allocator
    step()
torch.cuda.synchronize()
torch.cuda.reset_peak_memory_stats()

start, end = torch.cuda.Event(enable_timing=True), torch.cuda.Event(enable_timing=True)
repeats = 20
start.record()
for _ in range(repeats):
    step()
end.record()
torch.cuda.synchronize()  # kernels run asynchronously: without this the clock stops too early
seconds = start.elapsed_time(end) / 1000 / repeats

gib = 2**30
free, total = torch.cuda.mem_get_info()  # the whole device: other programs and the context are in it
print(f"allocated {torch.cuda.max_memory_allocated() / gib:.2f} GiB  live tensors at the peak")
print(f"reserved  {torch.cuda.max_memory_reserved() / gib:.2f} GiB  what the caching allocator holds")
print(f"device    {(total - free) / gib:.2f} GiB  of {total / gib:.2f}, close to what nvidia-smi shows")

tokens = batch * sequence
print(f"{seconds * 1000:.1f} ms per step, {tokens / seconds:,.0f} tokens/s")

parameters = sum(p.numel() for p in model.parameters())
flop = tokens * (6 * parameters + 12 * layers * dim * sequence)  # forward and backward; attention on top
if PEAK_TFLOPS:
    print(f"MFU {flop / seconds / (PEAK_TFLOPS * 1e12):.1%}")
