namespace LogReg.Equations;

/// <summary>A number that is computed once and used several times, from columns and earlier steps.</summary>
/// <param name="Name">Its name, which no other step has, such as <c>log(age)</c>.</param>
/// <param name="Number">The number.</param>
public sealed record EquationStep(string Name, NumberExpression Number);
