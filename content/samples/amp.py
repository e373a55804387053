"""Mixed precision: bf16 where the card has it, fp16 with loss scaling where it has not.

Shows: torch.autocast, GradScaler, and clipping gradients at the right moment.
Needs: torch >= 2.6 and an NVIDIA GPU with Tensor Cores to gain speed. Runs on CPU: no.
"""
import torch
from torch import nn

device = "cuda"
major, minor = torch.cuda.get_device_capability()
# Ask for native bf16: on Turing and older the call without the argument also accepts slow emulation.
use_bf16 = torch.cuda.is_bf16_supported(including_emulation=False)
dtype = torch.bfloat16 if use_bf16 else torch.float16
print(f"{torch.cuda.get_device_name()} (compute capability {major}.{minor}): autocast to {dtype}")

# The weights stay in fp32; autocast makes 16-bit copies for the matrix products.
model = nn.Sequential(nn.Linear(1024, 4096), nn.GELU(), nn.Linear(4096, 1024)).to(device)
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, fused=True)

# bf16 has the exponent range of fp32 and needs no scaling; a disabled scaler passes everything through.
scaler = torch.amp.GradScaler(device, enabled=not use_bf16)

x = torch.randn(256, 1024, device=device)
y = torch.randn(256, 1024, device=device)

for step in range(100):
    optimizer.zero_grad(set_to_none=True)
    with torch.autocast(device_type=device, dtype=dtype):
        prediction = model(x)                            # matrix products in 16 bit
        loss = nn.functional.mse_loss(prediction, y)     # autocast runs this loss in fp32
    scaler.scale(loss).backward()                        # backward stays outside autocast
    scaler.unscale_(optimizer)                           # true gradients again, so clipping means what it says
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    scaler.step(optimizer)                               # skipped if a gradient is inf or NaN
    scaler.update()                                      # halves the scale after a skip, doubles it after long calm

print(f"loss {loss.item():.4f}, loss scale {scaler.get_scale()}")
assert model[0].weight.dtype is torch.float32
assert torch.isfinite(loss)
