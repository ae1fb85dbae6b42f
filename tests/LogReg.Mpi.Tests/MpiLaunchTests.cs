namespace LogReg.Mpi.Tests;

public class MpiLaunchTests
{
    [Theory]
    [InlineData("OMPI_COMM_WORLD_SIZE=4 PMIX_RANK=2", "libmpi.so.40", 4)]
    [InlineData("PMIX_RANK=0 SLURM_PROCID=0 SLURM_STEP_NUM_TASKS=8", "libmpi.so.40", 8)]
    [InlineData("PMIX_RANK=0", "libmpi.so.40", null)]
    [InlineData("PMI_RANK=1 PMI_SIZE=3", "libmpich.so.12", 3)]
    [InlineData("PMI_FD=7", "libmpich.so.12", null)]
    [InlineData("PMI_RANK=1 PMI_SIZE=3 LOGREG_MPI_LIBRARY=/opt/mpi/libmpi.so", "/opt/mpi/libmpi.so", 3)]
    public void Detect_UnderALauncher_NamesItsLibraryAndSize(string environment, string library, int? size)
    {
        MpiLaunch launch = Detect(environment)!;
        Assert.Equal(library, launch.Libraries[0]);
        Assert.Equal(size, launch.Size);
    }

    [Theory]
    [InlineData("")]
    [InlineData("LOGREG_MPI_LIBRARY=/opt/mpi/libmpi.so")]
    [InlineData("SLURM_PROCID=0 SLURM_STEP_NUM_TASKS=1")]
    [InlineData("SLURM_NTASKS=8")]
    public void Detect_WithoutALauncher_IsNothing(string environment) => Assert.Null(Detect(environment));

    [Fact]
    public void Detect_OfLonelyProcesses_IsRefused()
    {
        MpiException refusal = Assert.Throws<MpiException>(() => Detect("SLURM_PROCID=1 SLURM_STEP_NUM_TASKS=4"));
        Assert.Equal("srun has started 4 processes that do not know of each other", refusal.Message);
        Assert.Contains("--mpi=pmix", refusal.Hint!.ToString(), StringComparison.Ordinal);
    }

    private static MpiLaunch? Detect(string environment)
    {
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        return MpiLaunch.Detect(variables.GetValueOrDefault);
    }
}
