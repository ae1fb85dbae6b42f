using LogReg.Data;

namespace LogReg.Terms;

/// <summary>
/// What the cells of a feature count as. What a missing cell or a level that training did not see counts as is decided here, for training,
/// prediction, explanation and variance alike.
/// </summary>
/// <param name="feature">The feature.</param>
/// <param name="place">Its position among the features of the model.</param>
internal abstract class FeatureCells(Feature feature, int place)
{
    /// <summary>The feature.</summary>
    public Feature Feature { get; } = feature;

    /// <summary>The position of the feature among those of the model, and of its cell in a row.</summary>
    public int Place { get; } = place;

    /// <summary>The number that a missing cell counts as; NaN for levels.</summary>
    public virtual double ImputeWith => double.NaN;

    /// <summary>The column to read.</summary>
    public abstract ColumnRequest Request { get; }

    /// <summary>Creates the term of the feature by itself.</summary>
    public abstract Term CreateTerm();

    /// <summary>Takes notice of a factor that reads the cells.</summary>
    /// <param name="factor">The factor.</param>
    public virtual void Add(TermFactor factor)
    {
    }

    /// <summary>From the codes of a column of a table, shifted by one so that a missing cell is 0, to those of design columns; empty for
    /// numbers.</summary>
    /// <param name="column">A chunk of the column.</param>
    public virtual int[] Recoding(Column column) => [];

    /// <summary>The cell for each code of a column of a table, that of a missing cell first; empty for numbers.</summary>
    /// <param name="column">A chunk of the column.</param>
    /// <returns>As <see cref="ReadCell(ReadOnlySpan{double})"/> reads them.</returns>
    public virtual double[] CodedCells(Column column) => [];

    /// <summary>Reads a cell of a chunk that is coded by the levels of the feature.</summary>
    /// <param name="columns">The columns of the features, in their order.</param>
    /// <param name="row">The row.</param>
    /// <returns>The number, NaN if it is missing; or the position of a level, −1 for one that training did not see.</returns>
    public abstract double ReadCell(IReadOnlyList<Column> columns, int row);

    /// <summary>Reads a cell of a single row.</summary>
    /// <param name="row">The cells of the features as a model takes them.</param>
    /// <returns>The number, NaN if it is missing; or the position of a level, −1 for one that training did not see.</returns>
    public abstract double ReadCell(ReadOnlySpan<double> row);

    /// <summary>Counts the missing cells of a chunk, and replaces those that have no coefficient of their own.</summary>
    /// <param name="column">The chunk of the column, which is changed.</param>
    public abstract long Impute(Column column);

    /// <summary>A value of a row given by names as a cell that a model takes.</summary>
    /// <param name="value">A number, a truth value, a text, or <see langword="null"/>.</param>
    /// <param name="isMissing">Whether a text stands for a missing cell.</param>
    /// <returns>A number, or the position of a level, or <see cref="CategoricalFeature.UnseenLevel"/>; NaN if the value is
    /// missing.</returns>
    /// <exception cref="ArgumentException">The value is not a finite number.</exception>
    public abstract double ToValue(object? value, Func<string, bool> isMissing);

    /// <summary>A value of a row given by names as a column of a single row.</summary>
    /// <param name="value">As for <see cref="ToValue"/>; a text for a feature of texts, numbers by their index for one of vectors.</param>
    /// <param name="isMissing">Whether a text stands for a missing cell.</param>
    /// <exception cref="ArgumentException">The value is none of the feature.</exception>
    public virtual Column ToColumn(object? value, Func<string, bool> isMissing) =>
        new NumericColumn(Feature.Name, new[] { ToValue(value, isMissing) }, 1);

    /// <summary>How a cell compares with those of the training rows.</summary>
    /// <param name="value">The cell as a model takes it.</param>
    public abstract CellState StateOf(double value);

    /// <summary>How the cells of a chunk compare with those of the training rows.</summary>
    /// <param name="column">The chunk of the column, before it is imputed.</param>
    /// <param name="states">A state for each row.</param>
    public abstract void FillStates(Column column, Span<CellState> states);
}
