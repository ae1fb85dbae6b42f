/* Tells how long each process of a job waits in the operations of MPI: a library between the command and that of MPI.
 *   mpicc.openmpi -shared -fPIC -O2 -o libwaits.so waits.c
 *   LOGREG_MPI_LIBRARY=$PWD/libwaits.so mpirun.openmpi -n 2 logreg train ...
 */
#include <mpi.h>
#include <stdio.h>

static double begun, entered, waited, bytes;
static long operations;

static void enter(double sent) { entered = PMPI_Wtime(); bytes += sent; operations++; }

int MPI_Init_thread(int *argc, char ***argv, int required, int *provided)
{
    int code = PMPI_Init_thread(argc, argv, required, provided);
    begun = PMPI_Wtime();
    return code;
}

int MPI_Ibcast(void *data, int count, MPI_Datatype type, int root, MPI_Comm comm, MPI_Request *request)
{
    enter(count);
    return PMPI_Ibcast(data, count, type, root, comm, request);
}

int MPI_Igatherv(const void *own, int count, MPI_Datatype type, void *all, const int counts[], const int places[], MPI_Datatype allType,
    int root, MPI_Comm comm, MPI_Request *request)
{
    enter(count);
    return PMPI_Igatherv(own, count, type, all, counts, places, allType, root, comm, request);
}

int MPI_Iallgatherv(const void *own, int count, MPI_Datatype type, void *all, const int counts[], const int places[],
    MPI_Datatype allType, MPI_Comm comm, MPI_Request *request)
{
    enter(count);
    return PMPI_Iallgatherv(own, count, type, all, counts, places, allType, comm, request);
}

int MPI_Ialltoallv(const void *sent, const int counts[], const int places[], MPI_Datatype type, void *received,
    const int receivedCounts[], const int receivedPlaces[], MPI_Datatype receivedType, MPI_Comm comm, MPI_Request *request)
{
    int size;
    double sum = 0;
    PMPI_Comm_size(comm, &size);
    for (int rank = 0; rank < size; rank++) sum += counts[rank];
    enter(sum);
    return PMPI_Ialltoallv(sent, counts, places, type, received, receivedCounts, receivedPlaces, receivedType, comm, request);
}

int MPI_Iallreduce(const void *own, void *all, int count, MPI_Datatype type, MPI_Op op, MPI_Comm comm, MPI_Request *request)
{
    enter(8.0 * count);
    return PMPI_Iallreduce(own, all, count, type, op, comm, request);
}

int MPI_Test(MPI_Request *request, int *done, MPI_Status *status)
{
    int code = PMPI_Test(request, done, status);
    if (*done) waited += PMPI_Wtime() - entered;
    return code;
}

int MPI_Finalize(void)
{
    int rank;
    double whole = PMPI_Wtime() - begun;
    PMPI_Comm_rank(MPI_COMM_WORLD, &rank);
    fprintf(stderr, "rank %d: %.3f s, of which %.3f s (%.0f%%) in %ld operations that sent %.1f MB\n", rank, whole, waited,
        100 * waited / whole, operations, bytes / 1e6);
    return PMPI_Finalize();
}
