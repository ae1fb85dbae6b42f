using System.Runtime.InteropServices;

namespace LogReg.Mpi;

/// <summary>What a library calls the few things that a fit needs. Numbers of MPICH are those of its mpi.h, numbers of the standard those
/// of MPI 5.0, appendix A; what Open MPI calls them are addresses in the library.</summary>
/// <param name="World">MPI_COMM_WORLD.</param>
/// <param name="Byte">MPI_BYTE.</param>
/// <param name="Int64">MPI_INT64_T.</param>
/// <param name="Sum">MPI_SUM.</param>
/// <param name="Max">MPI_MAX.</param>
/// <param name="InPlace">MPI_IN_PLACE.</param>
/// <param name="Serialized">MPI_THREAD_SERIALIZED.</param>
internal sealed record MpiHandles(nint World, nint Byte, nint Int64, nint Sum, nint Max, nint InPlace, int Serialized)
{
    /// <summary>The handles of a library.</summary>
    /// <param name="flavor">Its binary interface.</param>
    /// <param name="library">The library.</param>
    /// <exception cref="EntryPointNotFoundException">It does not have that interface.</exception>
    public static MpiHandles Of(MpiFlavor flavor, nint library) => flavor switch
    {
        MpiFlavor.OpenMpi => new MpiHandles(
            NativeLibrary.GetExport(library, "ompi_mpi_comm_world"),
            NativeLibrary.GetExport(library, "ompi_mpi_byte"),
            NativeLibrary.GetExport(library, "ompi_mpi_int64_t"),
            NativeLibrary.GetExport(library, "ompi_mpi_op_sum"),
            NativeLibrary.GetExport(library, "ompi_mpi_op_max"),
            InPlace: 1,
            Serialized: 2),
        MpiFlavor.Mpich => new MpiHandles(0x44000000, 0x4c00010d, 0x4c00083a, 0x58000003, 0x58000001, InPlace: -1, Serialized: 2),
        _ => new MpiHandles(0x101, 0x247, 0x258, 0x21, 0x23, InPlace: 1, Serialized: 2048),
    };
}
