using System.Globalization;

namespace LogReg.Mpi;

/// <summary>What the environment says of the launcher that started this process.</summary>
/// <param name="Libraries">The names under which the launcher's library may be found, the likeliest first.</param>
/// <param name="Size">How many processes there are, if the launcher says it.</param>
/// <param name="Launcher">The launcher, for messages.</param>
internal sealed record MpiLaunch(IReadOnlyList<string> Libraries, int? Size, string Launcher)
{
    /// <summary>The variable that names a library instead of the launcher's.</summary>
    public const string LibraryVariable = "LOGREG_MPI_LIBRARY";

    private static readonly string[] OpenMpiNames = ["libmpi.so.40", "libmpi.so.80", "libmpi.so", "libmpi.40.dylib", "libmpi.dylib"];
    private static readonly string[] MpichNames = ["libmpich.so.12", "libmpi.so.12", "libmpi_abi.so.0", "libmpich.so", "libmpi.12.dylib"];

    /// <summary>Reads the environment.</summary>
    /// <param name="variable">The value of a variable; <see langword="null"/> where it is not set.</param>
    /// <returns>The launch; <see langword="null"/> for a process of its own.</returns>
    /// <exception cref="MpiException">A launcher has started several processes that do not know of each other.</exception>
    public static MpiLaunch? Detect(Func<string, string?> variable)
    {
        MpiLaunch? launch =
            Number("OMPI_COMM_WORLD_SIZE") is int openMpiSize ? new MpiLaunch(OpenMpiNames, openMpiSize, "Open MPI's mpirun")
            : variable("PMIX_RANK") is not null ? new MpiLaunch(OpenMpiNames, SlurmTasks(), "a launcher with PMIx")
            : variable("PMI_RANK") is not null || variable("PMI_FD") is not null || variable("PMI_PORT") is not null
                ? new MpiLaunch(MpichNames, Number("PMI_SIZE") ?? SlurmTasks(), "a launcher with PMI")
            : null;
        if (launch is null)
        {
            RequireCompany();
            return null;
        }

        return variable(LibraryVariable) is { Length: > 0 } own ? launch with { Libraries = [own] } : launch;

        int? Number(string name) =>
            int.TryParse(variable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

        int? SlurmTasks() => Number("SLURM_STEP_NUM_TASKS") ?? Number("SLURM_NTASKS");

        // Each of them would train on everything, and write the model.
        void RequireCompany()
        {
            if (variable("SLURM_PROCID") is not null && Number("SLURM_STEP_NUM_TASKS") is int tasks and > 1)
            {
                throw new MpiException(
                    $"srun has started {tasks.ToString(CultureInfo.InvariantCulture)} processes that do not know of each other",
                    "start them with srun --mpi=pmix for Open MPI, or --mpi=pmi2 for MPICH (srun --mpi=list names what there is), or one "
                        + "process with -n 1");
            }
        }
    }
}
