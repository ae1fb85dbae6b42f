using LogReg.Data;

namespace LogReg.Scoring;

/// <summary>Of what the checks of a chunk find wrong, that of the first row, so that the error of data does not depend on where chunks
/// begin. Of several faults of a row it is the one that was found first.</summary>
internal sealed class FirstFault
{
    private int _row = int.MaxValue;
    private Func<DataException>? _create;

    /// <summary>Adds what a check has found.</summary>
    /// <param name="row">The first row at fault in the chunk; −1 if there is none.</param>
    /// <param name="create">Makes the error.</param>
    public void Add(int row, Func<DataException> create)
    {
        if (row >= 0 && row < _row)
        {
            (_row, _create) = (row, create);
        }
    }

    /// <summary>Throws the error, if there is one.</summary>
    /// <exception cref="DataException">A row is at fault.</exception>
    public void Throw()
    {
        if (_create is not null)
        {
            throw _create();
        }
    }
}
