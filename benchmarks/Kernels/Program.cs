// The kernels beside their plain references, with the share of what the machine can do at most.
//   dotnet run -c Release --project benchmarks/Kernels -- --filter '*' --job short
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using LogReg.Kernels;

BenchmarkSwitcher.FromAssembly(typeof(KernelBenchmarks).Assembly).Run(args, DefaultConfig.Instance.AddColumn(new PeakColumn()));
