// The kernels beside their plain references, with the share of what the machine can do at most.
//   dotnet run -c Release --project benchmarks/Kernels -- --filter '*' --job short --inProcess
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using LogReg.Kernels;

BenchmarkSwitcher.FromAssembly(typeof(KernelBenchmarks).Assembly).Run(
    args,
    DefaultConfig.Instance
        .AddColumn(
            new ShareColumn(
                "of multiply-adds",
                "Share of the multiply-adds of 256 bits that a core does at most",
                KernelBenchmarks.OperationsOf,
                MachinePeak.MultiplyAdds))
        .AddColumn(
            new ShareColumn(
                "of bandwidth",
                "Bytes of columns read, as a share of what a core reads from memory at most; more than 100 % from the cache",
                KernelBenchmarks.BytesOf,
                MachinePeak.Bandwidth)));
