using LogReg.Equations;
using LogReg.Terms;

namespace LogReg.Export.Writing;

/// <summary>A column that a row has.</summary>
/// <param name="Place">Its position among the features.</param>
/// <param name="Feature">The feature.</param>
/// <param name="Number">What missing cells of a number or a date count as; <see langword="null"/> for levels.</param>
internal sealed record ExportedInput(int Place, Feature Feature, EquationInput? Number)
{
    /// <summary>Whether the cells are dates.</summary>
    public bool IsDate => Feature is NumericFeature { DateOrder: not null };

    /// <summary>The levels; empty for a number or a date.</summary>
    public IReadOnlyList<string> Levels => Feature is CategoricalFeature categorical ? categorical.Levels : [];
}
