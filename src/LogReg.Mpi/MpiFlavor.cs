namespace LogReg.Mpi;

/// <summary>The binary interfaces of MPI libraries, which name communicators and types in ways of their own.</summary>
internal enum MpiFlavor
{
    /// <summary>Open MPI 4 and later: handles are addresses of the library's variables.</summary>
    OpenMpi,

    /// <summary>MPICH 3 and later, Intel MPI, MVAPICH: handles are numbers of 32 bits.</summary>
    Mpich,

    /// <summary>The standard binary interface of MPI 5.0 (chapter 20).</summary>
    StandardAbi,
}
