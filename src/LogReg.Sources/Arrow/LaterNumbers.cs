using System.Runtime.InteropServices;
using LogReg.Data;

namespace LogReg.Sources.Arrow;

/// <summary>Numbers that are read when their rows are needed.</summary>
internal sealed class LaterNumbers : INumberReader
{
    private readonly BodyReader _body;
    private readonly ArrowField _field;
    private readonly Func<Exception, DataException> _explain;
    private readonly long _bitmap;
    private readonly long _numbers;
    private long _row;

    /// <param name="body">Reads buffers.</param>
    /// <param name="field">The column.</param>
    /// <param name="array">Where it stands, in a batch that is not compressed.</param>
    /// <param name="explain">Says what is wrong when reading fails.</param>
    public LaterNumbers(BodyReader body, ArrowField field, ArrayPlace array, Func<Exception, DataException> explain)
    {
        _body = body;
        _field = field;
        _explain = explain;
        int rows = array.Batch.Rows;
        (_numbers, long length) = array.Batch.BufferAt(array.Buffer + 1);
        BodyReader.CheckSize(length, (long)rows * field.Width);
        (_bitmap, length) = array.Batch.BufferAt(array.Buffer);
        if (array.Nulls == 0)
        {
            _bitmap = -1;
        }
        else
        {
            BodyReader.CheckSize(length, Bitmap.Size(rows));
        }
    }

    public void Read(Span<double> numbers)
    {
        try
        {
            ReadValues(numbers);
            if (_bitmap >= 0 && numbers.Length > 0)
            {
                long first = _row / 8;
                using var missing = new PooledBytes(((_row + numbers.Length - 1) / 8) - first + 1);
                _body.Read(_bitmap + first, missing.Span);
                Bitmap.SetMissing(missing.Span, (int)(_row % 8), numbers, double.NaN);
            }

            _row += numbers.Length;
        }
        catch (Exception exception)
        {
            throw _explain(exception);
        }
    }

    public void Dispose()
    {
    }

    private void ReadValues(Span<double> numbers)
    {
        long start = _numbers + (_row * _field.Width);
        if (_field.IsDouble)
        {
            _body.Read(start, MemoryMarshal.AsBytes(numbers));
            return;
        }

        using var bytes = new PooledBytes((long)numbers.Length * _field.Width);
        _body.Read(start, bytes.Span);
        NumberConverter.Convert(_field, bytes.Span, numbers);
    }
}
