# CI: torch >= 1.13
"""Can this PyTorch run on this card?

Shows: the first thing to run on a new machine; names the mismatch behind "no kernel image is available".
Needs: torch >= 1.13. Runs on CPU: yes (it then says that no GPU was found).
"""
import torch


def built_for(capability: tuple, arch_list: list) -> bool:
    """Whether a build has code for a card: binaries run within their major version and upwards in the minor one,
    PTX (compute_XY) is translated by the driver for any later card. Suffixed targets (sm_90a) fit one capability."""
    for arch in arch_list:
        kind, digits = arch.split("_")
        if not digits.isdigit():
            continue
        target = (int(digits[:-1]), int(digits[-1]))
        if kind == "sm" and target[0] == capability[0] and target[1] <= capability[1]:
            return True
        if kind == "compute" and target <= capability:
            return True
    return False


cuda_126 = ["sm_50", "sm_60", "sm_70", "sm_75", "sm_80", "sm_86", "sm_90"]  # from PyTorch's release matrices
cuda_13x = ["sm_75", "sm_80", "sm_86", "sm_90", "sm_100", "sm_120"]
assert built_for((6, 1), cuda_126) and not built_for((6, 1), cuda_13x)    # GTX 10
assert built_for((8, 9), cuda_126) and built_for((8, 9), cuda_13x)        # RTX 40 runs the sm_86 code
assert built_for((12, 0), cuda_13x) and not built_for((12, 0), cuda_126)  # RTX 50
assert built_for((12, 0), ["compute_90"]) and not built_for((12, 0), ["sm_90a"])

print(f"PyTorch {torch.__version__}, built for CUDA {torch.version.cuda}, cuDNN {torch.backends.cudnn.version()}")
if not torch.cuda.is_available():
    print("No usable GPU: a CPU-only build, a driver too old for this CUDA, or no NVIDIA card.")
else:
    print("built for", " ".join(torch.cuda.get_arch_list()))
    for i in range(torch.cuda.device_count()):
        capability = torch.cuda.get_device_capability(i)
        fits = built_for(capability, torch.cuda.get_arch_list())
        memory = torch.cuda.get_device_properties(i).total_memory / 2**30
        verdict = "ok" if fits else "NOT in this build: install another wheel"
        print(f"GPU {i}: {torch.cuda.get_device_name(i)}, {memory:.1f} GiB, capability {capability}: {verdict}")
        if fits:
            a = torch.randn(1024, 1024, device=f"cuda:{i}")
            torch.testing.assert_close(a @ torch.eye(1024, device=a.device), a, atol=0.1, rtol=0.01)
